import type { Instant } from '../../../instant.ts';
import type { Postmortem, PostmortemChange, PostmortemRefusal } from '../../../postmortem/postmortem.ts';
import type { Difference } from '../../../proposal/proposal.ts';
import { partyName } from '../party-name.ts';
import type { Block, Rich, Section } from '../section.ts';
import type { ZoneTimes } from '../zone-times.ts';

/** Every change to a cluster that was proposed, done or not: who wanted it and why, who agreed, what it did. */
export function responseSection({ changes, refusals }: Postmortem, times: ZoneTimes): Section {
  return {
    name: 'response',
    title: 'Response and recovery',
    blocks: [
      ...(changes.length === 0
        ? [{ kind: 'text', text: ['No change to a cluster was proposed in this incident.'] } as const]
        : changes.flatMap((change) => changeBlocks(change, times))),
      ...notProposed(refusals, times),
    ],
    prompts: ['What was done outside Keyturn, by whom, and what was it that made it end?'],
  };
}

function changeBlocks(change: PostmortemChange, times: ZoneTimes): readonly Block[] {
  const { proposal, deed, cluster, differences } = change;
  const diff: readonly Block[] =
    differences.length === 0
      ? []
      : [
          ...(wasBegun(change) ? [] : [{ kind: 'text', text: ['It would have changed:'] } as const]),
          { kind: 'code', language: 'diff', text: differences.map(differenceText).join('\n') },
        ];
  return [
    { kind: 'heading', text: `Proposal ${proposal}: ${deed} in ${cluster}`, anchor: null },
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
    ...(wasBegun(change)
      ? [line('What it does:', change.sentence), line('Before:', change.before), line('After:', change.after)]
      : [line('Planned, and not done:', change.sentence)]),
    ...change.warnings.map((warning) => line('Warned:', warning)),
    line('Sent to the cluster at', change.sentAt === null ? null : moment(change.sentAt)),
    line('Ended at', change.endedAt === null ? null : moment(change.endedAt)),
    line('Outcome:', change.outcome),
    line('Verified by:', change.verify),
    line('To undo it:', change.undo),
    line('Undoes', change.undoes === null ? null : `proposal ${change.undoes}`),
    ...refusalLines(change.refusals, times),
    line('Undone by', change.undoneBy === null ? null : `proposal ${change.undoneBy}`),
  ].filter((item) => item !== null);
}

/** What is planned only has no before and after: nobody shall read of it as if it had been done. */
function wasBegun({ verify }: PostmortemChange): boolean {
  return verify !== null;
}

/** Who clicks on and on is told of so often. */
const REFUSALS = 5;

/** What was refused before it became a proposal is nowhere else in the draft. */
function notProposed(refusals: readonly PostmortemRefusal[], times: ZoneTimes): readonly Block[] {
  if (refusals.length === 0) return [];
  return [
    { kind: 'text', text: [{ kind: 'bold', text: 'Wanted, and refused before it became a proposal:' }] },
    { kind: 'list', items: refusalLines(refusals, times) },
  ];
}

function refusalLines(refusals: readonly PostmortemRefusal[], times: ZoneTimes): readonly Rich[] {
  const told = refusals
    .slice(0, REFUSALS)
    .map(
      ({ by, at, asked, why }): Rich => [
        { kind: 'bold', text: `Refused to ${partyName(by)}` },
        ` (${asked}) at ${times.moment(at)}: ${why}`,
      ],
    );
  const more = refusals.length - told.length;
  return more === 0 ? told : [...told, [`${more} more that changed nothing`]];
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
