import type { Line, Part } from '../document.ts';
import type { Incident } from '../incident.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { isLive, unacknowledged } from '../proposal/proposal-state.ts';
import { deedWords, keysWord } from './proposal-words.ts';

/** Where the cards of proposals are, by the proposal's number. */
export type ProposalLinks = Readonly<Record<number, string>>;

/** The changes that wait for somebody or go on, a line each, for the incident's card. There are at most five. */
export function proposalsPart({ proposals }: Incident, links: ProposalLinks): readonly Part[] {
  const lines = proposals.filter(isLive).map((each) => proposalLine(each, links[each.proposal] ?? null));
  return lines.length === 0 ? [] : [{ kind: 'text', lines }];
}

function proposalLine(proposal: Proposal, link: string | null): Line {
  const words = `proposal ${proposal.proposal}, ${deedWords(proposal)}`;
  const what: Line = link === null ? [words] : [{ kind: 'link', url: link, label: words }];
  const { state, plan } = proposal;
  switch (state) {
    case 'draft':
      return [{ kind: 'bold', text: 'Being planned: ' }, ...what];
    case 'pending': {
      const until: Line =
        plan === null ? [] : [', until ', { kind: 'time', at: plan.approveBy, style: 'time' }];
      if (unacknowledged(proposal).length > 0) {
        const who = { kind: 'user', user: proposal.requester } as const;
        return [{ kind: 'bold', text: 'To be acknowledged by ' }, who, ': ', ...what, ...until];
      }
      return [
        { kind: 'bold', text: 'Waiting for a second key: ' },
        ...what,
        ` (${keysWord(proposal)})`,
        ...until,
      ];
    }
    case 'approved':
      return [{ kind: 'bold', text: 'Approved, about to be done: ' }, ...what];
    case 'executing':
      return [{ kind: 'bold', text: 'Being done: ' }, ...what];
    default:
      return [{ kind: 'bold', text: 'Not known whether it was done: ' }, ...what];
  }
}
