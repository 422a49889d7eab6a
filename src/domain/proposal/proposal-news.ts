import type { NoticeBody } from '../notice.ts';
import type { GateFact } from './gate-fact.ts';
import type { Proposal } from './proposal.ts';

/**
 * What the channel has to hear of a proposal as a message of its own, because an edited card notifies nobody. Null: the
 * card is enough.
 */
export function proposalNews(before: Proposal, after: Proposal, fact: GateFact): NoticeBody | null {
  const { proposal } = after;
  const told = (news: ChangeNews, text: string | null): NoticeBody => ({
    kind: 'change',
    proposal,
    news,
    text: text === '' ? null : text,
  });
  switch (fact.kind) {
    case 'action.planned':
      return after.wish.breakGlass ? told('broken-glass', after.wish.reason) : null;
    case 'action.approved':
    case 'action.acknowledged':
      // Where the glass is broken that was said already, and nobody approved anything.
      return isApproved(before, after) && !after.wish.breakGlass ? told('approved', null) : null;
    case 'action.woken':
      return isHeardInCard(after, fact.stage) ? null : { kind: 'second-key', proposal, stage: fact.stage };
    case 'action.sent':
      return after.state === 'stopped' ? told('sent-after-stop', null) : null;
    case 'action.refused':
    case 'action.denied':
    case 'action.withdrawn':
    case 'action.expired':
    case 'action.stopped':
    case 'action.executed':
      return isEnd(after.state) ? told(after.state, after.ended?.why ?? null) : null;
    case 'action.settled':
      // That nothing came of what was stopped was to be expected.
      return isEnd(after.state) && before.state !== 'stopped'
        ? told(after.state, after.ended?.why ?? null)
        : null;
    case 'action.superseded':
      return told('superseded', fact.moved.join('\n'));
    default:
      return null;
  }
}

/** What may be said of a change; most of it is the state that it came to. */
export type ChangeNews =
  | (typeof ends)[number]
  | 'approved'
  | 'superseded'
  /** Nobody else is asked. */
  | 'broken-glass'
  /** Somebody stopped it, and the API server had taken it all the same. */
  | 'sent-after-stop';

const ends = [
  'refused',
  'denied',
  'withdrawn',
  'expired',
  'stopped',
  'succeeded',
  'failed',
  'unknown',
] as const;

function isEnd(state: string): state is (typeof ends)[number] {
  return (ends as readonly string[]).includes(state);
}

function isApproved(before: Proposal, after: Proposal): boolean {
  return before.state === 'pending' && after.state === 'approved';
}

/** The card mentions the first approvers when it is posted; not when the requester has something to acknowledge first. */
function isHeardInCard({ plan }: Proposal, stage: number): boolean {
  return stage === 0 && !plan?.warnings.some(({ level }) => level === 'must-acknowledge');
}
