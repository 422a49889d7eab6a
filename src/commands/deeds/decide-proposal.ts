import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { ok, type Result } from '../../domain/result.ts';
import { deedInCluster } from '../../domain/wording/proposal-words.ts';
import type { PersonRequest } from '../../workflows/gate/find-clicker.ts';
import type { GateDone } from '../../workflows/gate/gate-answer.ts';
import { type Ask, askingOf } from '../ask.ts';
import type { Reply } from '../door.ts';
import { say } from '../say.ts';

/** A decision about a proposal that is there already. */
export type Decision = Exclude<PersonRequest, { readonly kind: 'propose' }>;

/** Asks the gate for a decision about a proposal, and says what came of it and what it was about. */
export async function decideProposal(
  ask: Ask,
  incident: Incident,
  decision: Decision,
): Promise<Result<Line>> {
  const { requestId } = ask.asker;
  const done = await ask.askGate({
    id: incident.id,
    request: decision,
    asking: askingOf(ask),
    requestId,
  });
  if (!done.ok) return done;
  const proposal = incident.proposals.find((each) => each.proposal === decision.proposal);
  return ok([`${said[decision.kind](done.value, nameOf(decision.proposal, proposal))}`]);
}

/** The same as the answer to a click. */
export async function answerDecision(
  ask: Ask,
  incident: Incident,
  decision: Decision,
): Promise<Result<Reply>> {
  const done = await decideProposal(ask, incident, decision);
  return done.ok ? ok(say(done.value)) : done;
}

function nameOf(number: number, proposal: Proposal | undefined): string {
  if (!proposal) return `proposal ${number}`;
  return `proposal ${number} (${deedInCluster(proposal)})`;
}

const said: Readonly<Record<Decision['kind'], (done: GateDone, name: string) => string>> = {
  approve: ({ changed, missing, state }, name) => {
    const again = changed ? 'You approved' : 'You had approved';
    if (missing > 0) return `${again} ${name}. It needs ${approvals(missing)}.`;
    return `${again} ${name}. ${state === 'approved' ? 'It is done next; the card shows how it goes.' : 'The card shows how it goes.'}`;
  },
  acknowledge: ({ changed, state, unacknowledged }, name) => {
    if (!changed) return `There was nothing left to acknowledge in ${name}.`;
    if (unacknowledged > 0) return `Noted for ${name}. More of its warnings wait for you; see the card.`;
    return state === 'approved'
      ? `Noted for ${name}. It is done next, by you alone; everybody is told.`
      : `Noted for ${name}. The approvers are asked now.`;
  },
  deny: (_, name) => `You denied ${name}. Nothing is done; whoever proposed it is told why.`,
  withdraw: (_, name) => `You withdrew ${name}. Nothing is done.`,
  stop: (_, name) =>
    `You stopped ${name}. Nothing more is sent to the cluster; whether it had begun, the card says.`,
};

function approvals(missing: number): string {
  return missing === 1 ? 'one more approval' : `${missing} more approvals`;
}
