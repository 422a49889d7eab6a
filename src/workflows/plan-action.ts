import type { IncidentId } from '../domain/fact.ts';
import { HOUR } from '../domain/instant.ts';
import type { Plan, Proposal } from '../domain/proposal/proposal.ts';
import { holdsObject } from '../domain/proposal/proposal-state.ts';
import { sentenceOf } from '../domain/refusal.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import { failureWords } from '../domain/wording/cluster/failure-words.ts';
import { ClusterFailure } from '../ports/cluster-failure.ts';
import { Misconfigured } from '../ports/failures.ts';
import type { Claimant } from '../ports/object-claims.ts';
import { appendToGate } from './execution/append-to-gate.ts';
import { enoughApprovers } from './execution/enough-approvers.ts';
import type { ExecutorDeps } from './execution/executor-deps.ts';
import { prepareChange } from './execution/prepare-change.ts';

/**
 * A claim ends with its proposal, by being taken from it, and never before: an executor may be away for hours, and what it
 * had begun goes on. After so long only claims are left that nobody will ever ask for.
 */
const FORGOTTEN = 30 * 24 * HOUR;

/**
 * Plans what somebody proposed, with the write identity: finds the object, looks at what could break, rehearses, and
 * appends the plan, or the sentence why there is none. Can be interrupted anywhere and run again. Throws Unavailable when
 * the store or Slack is away: then the draft stays, and the next wake-up brings it again.
 */
export async function planAction(deps: ExecutorDeps, id: IncidentId, number: number): Promise<void> {
  const loaded = await deps.log.load(id);
  const proposal = loaded?.incident.proposals.find((each) => each.proposal === number);
  if (proposal?.state !== 'draft') return;
  const planned = await plannedOrWhy(deps, id, proposal);
  await appendToGate(
    deps,
    id,
    planned.ok
      ? { kind: 'plan', proposal: number, plan: planned.value }
      : { kind: 'refuse-plan', proposal: number, why: sentenceOf(planned.refusal) },
  );
}

async function plannedOrWhy(deps: ExecutorDeps, id: IncidentId, proposal: Proposal): Promise<Result<Plan>> {
  try {
    const prepared = await prepareChange(deps, id, proposal);
    if (!prepared.ok) return prepared;
    const { plan } = prepared.value;
    const enough = await enoughApprovers(deps, proposal, plan);
    if (!enough.ok) return enough;
    return claimed(deps, { incident: id, proposal: proposal.proposal }, plan);
  } catch (error) {
    if (error instanceof Misconfigured) return refuse({ kind: 'unavailable', what: noGroups(error) });
    if (!(error instanceof ClusterFailure)) throw error;
    deps.logger.warn({ incident: id, proposal: proposal.proposal, error }, 'a change could not be planned');
    return refuse({ kind: 'unavailable', what: failureWords(proposal.wish.cluster, error).summary });
  }
}

function noGroups({ reason }: Misconfigured): string {
  return `Slack does not say who may approve this (${reason}), so nobody could. Whoever runs Keyturn has to look at the user groups in its configuration.`;
}

/** One change at a time per object, whichever incident it is in. What a proposal that is over still holds is taken from it. */
async function claimed(deps: ExecutorDeps, claimant: Claimant, plan: Plan): Promise<Result<Plan>> {
  const object = `${plan.cluster.uid}/${plan.object.uid}`;
  let from: Claimant | null = null;
  // Twice: the first may find one that is over, the second takes it from them.
  for (let tries = 0; tries < 2; tries++) {
    const holder = await deps.claims.claim(object, claimant, { lasts: FORGOTTEN, from });
    if (isSame(holder, claimant)) return ok(plan);
    const other = (await deps.log.load(holder.incident))?.incident.proposals.find(
      (each) => each.proposal === holder.proposal,
    );
    if (other && holdsObject(other)) return taken(holder, plan);
    from = holder;
  }
  return refuse({
    kind: 'conflict',
    what: 'Somebody else began with this object just now. Propose it again.',
  });
}

function taken({ incident, proposal }: Claimant, { object }: Plan): Result<Plan> {
  return refuse({
    kind: 'conflict',
    what: `Proposal ${proposal} of ${incident} is about ${object.kind} ${object.name} already. One change at a time.`,
    example: `/incident ${incident} proposals`,
  });
}

function isSame(a: Claimant, b: Claimant): boolean {
  return a.incident === b.incident && a.proposal === b.proposal;
}
