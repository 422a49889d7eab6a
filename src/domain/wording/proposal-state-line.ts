import type { Line } from '../document.ts';
import type { Instant } from '../instant.ts';
import { oneLine } from '../one-line.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { unacknowledged } from '../proposal/proposal-state.ts';
import { keysWord } from './proposal-words.ts';

const bold = (text: string) => ({ kind: 'bold', text }) as const;
const time = (at: Instant) => ({ kind: 'time', at, style: 'time' }) as const;

/** Where a proposal stands, what comes next and until when: the first line below the card's title. */
export function stateLine(proposal: Proposal): Line {
  const { state, plan } = proposal;
  if (plan === null && state === 'draft') return [bold('Being planned')];
  if (plan === null) return [bold('Not planned'), because(proposal)];
  switch (state) {
    case 'draft':
    case 'pending':
      return pendingLine(proposal, plan.approveBy);
    case 'approved':
      return approvedLine(proposal, plan.executeBy);
    case 'executing':
      return executingLine(proposal);
    default:
      return overLine(proposal);
  }
}

function pendingLine(proposal: Proposal, approveBy: Instant): Line {
  const until: Line = [', until ', time(approveBy)];
  if (unacknowledged(proposal).length > 0) {
    return [
      bold('Waiting for '),
      { kind: 'user', user: proposal.requester },
      ' to acknowledge what could break',
      ...until,
    ];
  }
  return [bold('Waiting for a second key'), `: ${keysWord(proposal)} approved`, ...until];
}

/** `progress` is there when it could not be begun: why, so that nobody waits without knowing for what. */
function approvedLine({ progress }: Proposal, executeBy: Instant): Line {
  const why = progress === null ? '' : `: ${oneLine(progress, 400)}`;
  return [bold('Approved'), ', waiting for the executor, until ', time(executeBy), why];
}

function executingLine({ sentAt, progress }: Proposal): Line {
  if (sentAt === null) return [bold('Being done now'), ': nothing was sent yet'];
  const seen = progress === null ? '' : `: ${oneLine(progress, 400)}`;
  return [bold('Being done'), ', sent at ', time(sentAt), seen];
}

const overWord: Readonly<Partial<Record<Proposal['state'], string>>> = {
  succeeded: 'Done',
  failed: 'Failed',
  unknown: 'Not known whether it was done',
  denied: 'Denied',
  expired: 'Expired',
  superseded: 'Not done',
  withdrawn: 'Withdrawn',
  stopped: 'Stopped',
};

const settledWord: Readonly<Record<NonNullable<Proposal['settlement']>, string>> = {
  'applied-by-us': ' It was found out later, from what stands in the cluster.',
  'applied-by-whom-unknown': ' The cluster shows its effect, but not whose doing it was.',
  'not-applied': ' It was found out later: the cluster shows no effect of it.',
};

function overLine(proposal: Proposal): Line {
  const { state, ended, replacedBy, settlement } = proposal;
  const by: Line = ended?.by ? [' by ', { kind: 'user', user: ended.by }] : [];
  // When nobody knows whether it happened, nobody knows when.
  const at: Line = ended === null || state === 'unknown' ? [] : [' at ', time(ended.at)];
  const moved = state === 'superseded' ? ', it is not what was approved any more' : '';
  const next = replacedBy === null ? '' : ` Proposal ${replacedBy} took its place.`;
  const settled = settlement === null || state === 'stopped' ? '' : settledWord[settlement];
  return [
    bold(overWord[state] ?? state),
    ...by,
    ...at,
    moved,
    because(proposal),
    `${sentWords(proposal)}${settled}${next}`,
  ];
}

/** What was begun is not undone by stopping it. */
function sentWords({ state, sentAt, lease, settlement }: Proposal): string {
  if (state !== 'stopped') return '';
  if (sentAt !== null) return ' The cluster had taken it already; what it began goes on.';
  if (lease !== null) return ' Whether the cluster had taken it already is being found out.';
  return settlement === null ? ' Nothing was sent to the cluster.' : ' The cluster shows nothing of it.';
}

function because({ ended }: Proposal): string {
  const why = oneLine(ended?.why ?? '', 600);
  if (why === '') return '.';
  return `: ${why}${/[.!?…]$/.test(why) ? '' : '.'}`;
}
