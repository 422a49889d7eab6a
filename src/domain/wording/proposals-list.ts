import type { Document, Line } from '../document.ts';
import type { Incident } from '../incident.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { isLive } from '../proposal/proposal-state.ts';
import { inParts } from './in-parts.ts';
import { stateLine } from './proposal-state-line.ts';
import { deedInCluster, userWords } from './proposal-words.ts';

/** The proposals of an incident: all that go on, then the last that are over, the newest first. */
export function proposalsList({ id, proposals }: Incident): Document {
  const live = proposals.filter(isLive);
  const over = proposals.filter((each) => !isLive(each)).reverse();
  if (proposals.length === 0) {
    const line: Line = [`Nobody has proposed a change in ${id}.`];
    return { push: line, parts: [{ kind: 'text', lines: [line] }] };
  }
  return {
    push: [`${id}: ${live.length === 1 ? '1 proposal is' : `${live.length} proposals are`} open.`],
    parts: inParts([...live, ...over].flatMap(proposalLines)),
  };
}

function proposalLines(proposal: Proposal): readonly Line[] {
  const { requester, proposedAt, approvals, plan } = proposal;
  const valid = approvals.filter(({ hash }) => hash === plan?.hash).map(({ user }) => user);
  return [
    [
      { kind: 'bold', text: `${proposal.proposal} ${deedInCluster(proposal)}` },
      ', proposed by ',
      { kind: 'user', user: requester },
      ' at ',
      { kind: 'time', at: proposedAt, style: 'time' },
    ],
    [
      ...stateLine(proposal),
      ...(valid.length > 0 ? ([' Approved by ', ...userWords(valid), '.'] as Line) : []),
    ],
  ];
}
