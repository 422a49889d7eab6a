import type { IncidentId } from '../../domain/fact.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { ClusterWriters } from '../../ports/cluster-writer.ts';
import { appendToGate } from './append-to-gate.ts';
import { endWithoutEffect } from './end-without-effect.ts';
import type { ExecutorDeps } from './executor-deps.ts';
import { lookAtChange } from './look-at-change.ts';
import type { Prepared } from './prepare-change.ts';
import { settleChange } from './settle-change.ts';

/** What the executor needs for doing a change, too. */
export type SendDeps = ExecutorDeps & { readonly writers: ClusterWriters };

/** After these nobody knows whether the request had its effect. */
const unknown: readonly ClusterFailure['kind'][] = ['away', 'timed-out', 'broken'];

/**
 * Sends the one request of a change that was begun a moment ago, if nobody stopped it since and the lease lasts longer
 * than the request may take. What the API server took is looked at; what it certainly refused has failed, with its
 * reason; of everything else the cluster is asked what became of it.
 */
export async function sendChange(
  deps: SendDeps,
  id: IncidentId,
  {
    proposal,
    token,
    prepared,
  }: { readonly proposal: Proposal; readonly token: string; readonly prepared: Prepared },
): Promise<void> {
  const number = proposal.proposal;
  const mine = (await deps.log.load(id))?.incident.proposals.find((each) => each.proposal === number);
  const until = deps.clock.now() + deps.times.request;
  if (mine?.lease?.token !== token || mine.sentAt !== null) return;
  if (mine.state !== 'executing') {
    return endWithoutEffect(deps, id, {
      proposal: number,
      token,
      sentence: 'It was stopped before it was sent.',
    });
  }
  // Too little of the lease is left: somebody else may look for its traces before it has made any.
  if (until + deps.times.serving > mine.lease.until) {
    const sentence = 'The executor was held up until it was too late to send it. Nothing was changed.';
    return endWithoutEffect(deps, id, { proposal: number, token, sentence });
  }
  const writer = deps.writers.named(mine.wish.cluster);
  if (!writer) return;
  try {
    await writer.write({ proposal: `${id}/${number}`, lease: token }, prepared.actionPlan.request, until);
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    deps.logger.warn({ incident: id, proposal: number, error }, 'the API server did not take a change');
    if (unknown.includes(error.kind)) return settleChange(deps, id, mine);
    const said = oneLine(error.detail, 300);
    const sentence = `The API server refused it, so nothing was changed${said === '' ? '' : `: ${said}`}.`;
    return endWithoutEffect(deps, id, { proposal: number, token, sentence });
  }
  const sent = await appendToGate(deps, id, { kind: 'sent', proposal: number, token, how: 'answered' });
  const now = sent.ok ? sent.value.proposals.find((each) => each.proposal === number) : undefined;
  if (now?.state === 'executing') await lookAtChange(deps, id, now);
}
