import type { Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import type { Notice, NoticeBody } from '../notice.ts';
import { oneLine } from '../one-line.ts';
import { wakeStages } from '../proposal/gate-times.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { wasStoppedOnTheWay } from '../proposal/proposal-state.ts';
import { actorWord } from './actor-words.ts';
import { afterwardsButtons, decisionButtons, proposalButtons } from './proposal-buttons.ts';
import { deedInCluster, keysWord, rosterWords, userWords } from './proposal-words.ts';
import type { Saying } from './saying.ts';

type Change = Extract<NoticeBody, { readonly kind: 'change' }>;
type Told = {
  readonly proposal: Proposal;
  /** What was said or seen with it, as the rest of a line; empty: nothing. */
  readonly text: string;
  readonly notice: Notice;
  readonly id: string;
};

const bold = (text: string) => ({ kind: 'bold', text }) as const;
const requester = ({ requester: user }: Proposal): Line => [{ kind: 'user', user }];

/** `restart Deployment shop/checkout in prod-eu1 (proposal 3)`. */
const what = (proposal: Proposal): string => `${deedInCluster(proposal)} (proposal ${proposal.proposal})`;

/** `, asked for by @ana, approved by @ben`: everybody who should hear of it. */
function people(proposal: Proposal): Line {
  const approvers = [...new Set(proposal.approvals.map(({ user }) => user))];
  return [
    ', asked for by ',
    ...requester(proposal),
    ...(approvers.length > 0 ? [', approved by ', ...userWords(approvers)] : []),
  ];
}

const sayers: Readonly<Record<Change['news'], (told: Told) => Saying>> = {
  refused: ({ proposal, text }) => ({
    line: [...requester(proposal), ', ', bold('not planned'), `: ${what(proposal)}. ${text}`],
  }),
  'broken-glass': ({ proposal, id }) => ({
    line: [
      bold('The glass is broken'),
      ': ',
      ...requester(proposal),
      ` alone will ${what(proposal)}. Nobody else is asked, and it will be looked at afterwards.`,
    ],
    quote: proposal.wish.reason,
    buttons: proposalButtons(id, proposal).filter(({ label }) => label === 'Stop'),
  }),
  approved: ({ proposal }) => ({
    line: [bold('Approved'), `, and being done now: ${what(proposal)}`, ...people(proposal), '.'],
  }),
  succeeded: (told) => outcome('Done', told),
  failed: (told) => outcome('Failed', told),
  unknown: (told) => ({
    ...outcome('Not known whether it was done', told),
    quote:
      told.proposal.settlement === null
        ? 'It is never sent a second time. Look at the object, then decide what is to be done.'
        : 'It had its effect, but nothing shows whose doing it was.',
  }),
  denied: ({ proposal, notice, text, id }) => ({
    line: [...requester(proposal), ', ', actorWord(notice.by), ' ', bold('denied'), `: ${what(proposal)}.`],
    quote: text,
    buttons: afterwardsButtons(id, proposal),
  }),
  withdrawn: ({ proposal, notice, text, id }) => ({
    line: [actorWord(notice.by), ' ', bold('withdrew'), `: ${what(proposal)}.`],
    quote: text,
    buttons: afterwardsButtons(id, proposal),
  }),
  expired: ({ proposal, text, id }) => ({
    line: [
      ...requester(proposal),
      ', ',
      bold('expired'),
      `: ${what(proposal)}, because ${text || 'its time is over'}. Nothing was done.`,
    ],
    buttons: afterwardsButtons(id, proposal),
  }),
  superseded: ({ proposal, notice, id }) => ({
    line: [
      bold('Not done'),
      `, because it is not what was approved any more: ${what(proposal)}`,
      ...people(proposal),
      '. What moved:',
    ],
    quote: textOf(notice),
    buttons: afterwardsButtons(id, proposal),
  }),
  stopped: ({ proposal, notice, text, id }) => ({
    line: [
      actorWord(notice.by),
      ' ',
      bold('stopped'),
      `: ${what(proposal)}`,
      ...people(proposal),
      stoppedWords(proposal),
    ],
    quote: text,
    buttons: afterwardsButtons(id, proposal),
  }),
  'sent-after-stop': ({ proposal, id }) => ({
    line: [
      bold('Stopped too late'),
      `: the cluster had taken it already: ${what(proposal)}`,
      ...people(proposal),
      '. What it began goes on.',
    ],
    buttons: afterwardsButtons(id, proposal),
  }),
};

/** What was begun and stopped at the same moment may have been sent: then nothing is promised yet. */
function stoppedWords(proposal: Proposal): string {
  if (proposal.sentAt !== null) return '. The cluster had taken it already; what it began goes on.';
  if (!wasStoppedOnTheWay(proposal)) return '. Nothing was sent to the cluster.';
  return '. Whether the cluster had taken it already is being found out; it is said here if it had.';
}

function outcome(word: string, { proposal, text, id }: Told): Saying {
  return {
    line: [bold(word), `: ${what(proposal)}`, ...people(proposal), `.${text ? ` ${text}` : ''}`],
    buttons: afterwardsButtons(id, proposal),
  };
}

/** What became of a change, for everybody who has to do with it by name. */
export function changeSaying(body: Change, incident: Incident, notice: Notice): Saying {
  const proposal = incident.proposals.find((each) => each.proposal === body.proposal);
  const text = oneLine(body.text ?? '', 1_000);
  if (!proposal) return { line: [`Proposal ${body.proposal}: ${body.news.replaceAll('-', ' ')}. ${text}`] };
  return sayers[body.news]({ proposal, text, notice, id: incident.id });
}

/** The next approvers, where the first did not answer; the first, where they had to wait for the requester. */
export function secondKeySaying(
  { proposal: number, stage }: Extract<NoticeBody, { readonly kind: 'second-key' }>,
  incident: Incident,
): Saying {
  const proposal = incident.proposals.find((each) => each.proposal === number);
  const roster = proposal?.plan ? wakeStages(proposal.plan)[stage] : undefined;
  if (!proposal?.plan || !roster) return { line: [`Proposal ${number} waits for its approvers.`] };
  if (proposal.state !== 'pending') return { line: [`Proposal ${number} is ${proposal.state} already.`] };
  const asked: Line = [
    ...rosterWords(roster),
    stage === 0 ? ', please decide' : ', still nobody decided',
    `: ${what(proposal)}, asked for by `,
    ...requester(proposal),
    ` (${keysWord(proposal)} approved), until `,
    { kind: 'time', at: proposal.plan.approveBy, style: 'time' },
    '.',
  ];
  return { line: asked, quote: proposal.wish.reason, buttons: decisionButtons(incident.id, proposal) };
}

function textOf({ body }: Notice): string {
  const moved = body.kind === 'change' ? (body.text ?? '') : '';
  const lines = moved.split('\n').map((line) => oneLine(line, 300));
  const shown = lines.slice(0, 10);
  return [...shown, ...(lines.length > 10 ? [`and ${lines.length - 10} more`] : [])].join('\n');
}
