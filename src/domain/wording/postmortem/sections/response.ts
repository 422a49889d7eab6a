import type { Instant } from '../../../instant.ts';
import type { Postmortem, PostmortemChange } from '../../../postmortem/postmortem.ts';
import type { Difference } from '../../../proposal/proposal.ts';
import { partyName } from '../party-name.ts';
import type { Block, Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

/** Every change to a cluster that was proposed, done or not: who wanted it and why, who agreed, what it did. */
export function responseSection({ changes }: Postmortem, times: ZoneTimes): Section {
  return {
    name: 'response',
    title: 'Response and recovery',
    blocks:
      changes.length === 0
        ? [{ kind: 'text', text: ['No change to a cluster was proposed in this incident.'] }]
        : changes.flatMap((change) => changeBlocks(change, times)),
    prompts: ['What was done outside Keyturn, by whom, and what was it that made it end?'],
  };
}

function changeBlocks(change: PostmortemChange, times: ZoneTimes): readonly Block[] {
  const { proposal, deed, cluster, differences } = change;
  const diff: readonly Block[] =
    differences.length === 0
      ? []
      : [{ kind: 'code', language: 'diff', text: differences.map(differenceText).join('\n') }];
  return [
    { kind: 'heading', text: `Proposal ${proposal}: ${deed} in ${cluster}` },
    { kind: 'list', items: changeLines(change, times) },
    ...diff,
  ];
}

function changeLines(change: PostmortemChange, times: ZoneTimes): readonly Rich[] {
  const { moment } = times;
  const line = (label: string, text: string | null): Rich | null =>
    text === null ? null : [{ kind: 'bold', text: label }, ` ${text}`];
  return [
    line('State:', change.state),
    line('Requested by', `${partyName(change.requester)} at ${moment(change.proposedAt)}`),
    line('Reason:', change.reason),
    ...approvalLines(change, moment),
    line('What it does:', change.sentence),
    line('Before:', change.before),
    line('After:', change.after),
    ...change.warnings.map((warning) => line('Warned:', warning)),
    line('Sent to the cluster at', change.sentAt === null ? null : moment(change.sentAt)),
    line('Ended at', change.endedAt === null ? null : moment(change.endedAt)),
    line('Outcome:', change.outcome),
    line('Verified by:', change.verify),
    line('To undo it:', change.undo),
    line('Undoes', change.undoes === null ? null : `proposal ${change.undoes}`),
    line('Refused:', change.refusedClicks === 0 ? null : refusedWords(change.refusedClicks)),
    line('Undone by', change.undoneBy === null ? null : `proposal ${change.undoneBy}`),
  ].filter((item) => item !== null);
}

function refusedWords(times: number): string {
  return `${times === 1 ? 'one click' : `${times} clicks`} by somebody who was not allowed to decide on it; nothing came of it`;
}

function approvalLines(
  { approvals, brokeGlass, tier }: PostmortemChange,
  moment: (at: Instant) => string,
): readonly Rich[] {
  const needed = tier === null ? '' : ` (tier: ${tier})`;
  if (brokeGlass) {
    return [[{ kind: 'bold', text: 'The glass was broken:' }, ` nobody else was asked before it${needed}`]];
  }
  if (approvals.length === 0) return [[{ kind: 'bold', text: 'Approved by' }, ` nobody${needed}`]];
  return approvals.map(({ by, at }) => [
    { kind: 'bold', text: 'Approved by' },
    ` ${partyName(by)} at ${moment(at)}${needed}`,
  ]);
}

/** Values of several lines keep them, each with its sign, as in any diff. */
function differenceText({ path, before, after }: Difference): string {
  const signed = (sign: string, value: string | null): readonly string[] =>
    value === null ? [] : value.split(/\r\n|\r|\n/).map((row) => `${sign} ${row}`);
  return [`  ${path}`, ...signed('-', before), ...signed('+', after)].join('\n');
}
