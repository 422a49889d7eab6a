import type { FactBody } from '../fact.ts';
import type { Incident } from '../incident.ts';
import type { Instant } from '../instant.ts';
import { ok, type Result, refuse } from '../result.ts';
import { isOpen } from '../status.ts';
import { decideClick } from './decide-click.ts';
import { decideExecution } from './decide-execution.ts';
import type { Clicker, GateRequest } from './gate-request.ts';
import type { Proposal, Wish } from './proposal.ts';
import { holdsObject } from './proposal-state.ts';

/** More at once nobody can judge. */
const MOST_LIVE = 5;

/**
 * What follows from a request to the gate: facts, none when it is so already, or the refusal in words. Pure: clocks,
 * who is in which group and what the cluster says come in. Every rule of the two keys is here and in the two files
 * beside it; nothing else may append facts about actions.
 */
export function decideGate(
  incident: Incident,
  request: GateRequest,
  at: Instant,
): Result<readonly FactBody[]> {
  if (request.kind === 'propose') return propose(incident, request.wish, request.clicker);
  const proposal = incident.proposals.find((each) => each.proposal === request.proposal);
  if (!proposal) {
    return refuse({
      kind: 'not-found',
      what: `${incident.id} has no proposal ${request.proposal}, or it ended long ago.`,
      example: '/incident proposals',
    });
  }
  switch (request.kind) {
    case 'acknowledge':
    case 'approve':
    case 'deny':
    case 'withdraw':
    case 'stop':
      return stillOpen(incident, decideClick(proposal, request, at));
    default:
      return decideExecution(proposal, request, { at, isIncidentOpen: isOpen(incident.status) });
  }
}

/** What an incident that is over was waiting for is not done any more; that it is not wanted may still be said. */
function stillOpen(incident: Incident, decided: Result<readonly FactBody[]>): Result<readonly FactBody[]> {
  const leadsOn = ['action.approved', 'action.acknowledged'];
  if (!decided.ok || isOpen(incident.status)) return decided;
  if (!decided.value.some(({ kind }) => leadsOn.includes(kind))) return decided;
  return refuse({
    kind: 'conflict',
    what: `${incident.id} is ${incident.status}, so this is not done any more. Reopen it and propose the change again.`,
    example: `/incident ${incident.id} reopen`,
  });
}

function propose(
  incident: Incident,
  wish: Wish,
  { isFullMember, isApprover }: Clicker,
): Result<readonly FactBody[]> {
  if (!isFullMember) {
    return refuse({ kind: 'forbidden', what: 'Only full members of this workspace can propose a change.' });
  }
  if (wish.breakGlass && !isApprover) {
    return refuse({ kind: 'forbidden', what: 'You are not among those who may break the glass.' });
  }
  if (!incident.opened || !isOpen(incident.status)) {
    return refuse({
      kind: 'conflict',
      what: `${incident.id} is not being worked on, so nothing can be proposed in it.`,
      example: `/incident ${incident.id} reopen`,
    });
  }
  if (wish.reason.trim() === '') {
    return refuse({
      kind: 'invalid',
      what: 'Say why: whoever approves decides by it.',
      example: '/incident do restart deploy/checkout --reason "stuck connections"',
    });
  }
  const live = incident.proposals.filter(holdsObject);
  const same = live.find((each) => isAbout(each, wish));
  if (same) {
    const what = `Proposal ${same.proposal} for ${wish.target.name} is ${same.state} already. One change at a time.`;
    return refuse({ kind: 'conflict', what, example: `/incident withdraw ${same.proposal}` });
  }
  if (live.length >= MOST_LIVE) {
    return refuse({
      kind: 'conflict',
      what: `${live.length} proposals are open. Decide or withdraw one first.`,
    });
  }
  return ok([{ kind: 'action.proposed', proposal: incident.lastProposal + 1, wish }]);
}

function isAbout({ wish }: Proposal, other: Wish): boolean {
  const { cluster, target } = other;
  return (
    wish.cluster === cluster &&
    wish.target.name === target.name &&
    wish.target.namespace === target.namespace &&
    wish.target.resource === target.resource
  );
}
