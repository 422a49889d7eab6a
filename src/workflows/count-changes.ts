import type { Fact } from '../domain/fact.ts';
import { SECOND } from '../domain/instant.ts';
import type { Proposal, ProposalState } from '../domain/proposal/proposal.ts';
import { isLive } from '../domain/proposal/proposal-state.ts';
import type { Append, IncidentLog } from '../ports/incident-log.ts';
import type { Metrics } from '../ports/metrics.ts';

/**
 * The log, counting what became of changes as their facts are appended: the one place that each fact passes, and passes
 * once. A repeated or lost append counts nothing; one whose answer never came (Unavailable) counts nothing either, so
 * after an outage of the store the audit knows more than the metrics.
 */
export function countChanges<L extends Pick<IncidentLog, 'append'>>(
  log: L,
  { metrics }: { readonly metrics: Metrics },
): L {
  return {
    ...log,
    async append(append) {
      const result = await log.append(append);
      if (result.outcome === 'appended') count(append, metrics);
      return result;
    },
  };
}

function count(append: Append, metrics: Metrics): void {
  for (const fact of append.facts) {
    if (!('proposal' in fact.body)) continue;
    const { proposal } = fact.body;
    const before = append.base?.incident.proposals.find((each) => each.proposal === proposal);
    // What is over is over: a later fact about it (what took its place) is no second end.
    if (!before || !isLive(before)) continue;
    const { action } = before.wish;
    const outcome = finalState(fact);
    if (outcome !== null) metrics.count('proposals_total', { action, outcome });
    const execution = endOfExecution(fact, before, outcome);
    if (execution !== null) metrics.count('executions_total', { action, outcome: execution });
    if (execution !== null && before.sentAt !== null) {
      metrics.observe('execution_seconds', { action }, (fact.at - before.sentAt) / SECOND);
    }
    const after = append.incident.proposals.find((each) => each.proposal === proposal);
    if (after) observeApproval(fact, before, after, metrics);
  }
}

/** The state in which the fact leaves a proposal for good; null: it can still become another one. */
function finalState({ body }: Fact): ProposalState | null {
  switch (body.kind) {
    case 'action.refused':
      return 'refused';
    case 'action.denied':
      return 'denied';
    case 'action.expired':
      return 'expired';
    case 'action.superseded':
      return 'superseded';
    case 'action.withdrawn':
      return 'withdrawn';
    case 'action.stopped':
      return 'stopped';
    case 'action.executed':
      return body.outcome === 'unknown' ? null : body.outcome;
    case 'action.settled':
      return settled[body.settlement];
    default:
      return null;
  }
}

const settled = {
  'applied-by-us': 'succeeded',
  'applied-by-whom-unknown': 'unknown',
  'not-applied': 'failed',
} as const satisfies Record<string, ProposalState>;

/** How an execution ended; null: none did. An outcome that is settled later ended as unknown. */
function endOfExecution({ body }: Fact, before: Proposal, outcome: ProposalState | null): string | null {
  if (body.kind === 'action.executed') return body.outcome;
  return before.state === 'executing' ? outcome : null;
}

/** Nobody approves what breaks the glass. */
function observeApproval({ at }: Fact, before: Proposal, after: Proposal, metrics: Metrics): void {
  const { plan, plannedAt } = after;
  if (before.state === 'approved' || after.state !== 'approved' || plan === null || plan.quorum === 0) return;
  if (plannedAt !== null) metrics.observe('approval_seconds', {}, (at - plannedAt) / SECOND);
}
