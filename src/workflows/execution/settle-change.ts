import type { Settlement } from '../../domain/action/action.ts';
import { actions } from '../../domain/action/actions.ts';
import { situationFrom } from '../../domain/action/situation-note.ts';
import type { IncidentId } from '../../domain/fact.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { SETTLE_FOR } from '../../domain/proposal/wanted-execution.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import { appendToGate } from './append-to-gate.ts';
import { checkStillThatCluster } from './changed-cluster.ts';
import { endWithoutEffect } from './end-without-effect.ts';
import type { ExecutorDeps } from './executor-deps.ts';
import { lookAtChange } from './look-at-change.ts';
import { readNote } from './situation-notes.ts';

/**
 * Finds out by reading what became of a request that may have been sent: nothing is ever sent again. That it had its
 * effect counts at once; that it had none only when the lease is over, because until then it may still be under way.
 * What can't be read is read again, for a while. Throws Unavailable.
 */
export async function settleChange(deps: ExecutorDeps, id: IncidentId, proposal: Proposal): Promise<void> {
  const { lease } = proposal;
  const number = proposal.proposal;
  if (lease === null) return;
  const { token, until } = lease;
  const settlement = await found(deps, id, proposal);
  const isOver = deps.clock.now() >= until;
  if (settlement === 'applied-by-us') {
    const sent = await appendToGate(deps, id, { kind: 'sent', proposal: number, token, how: 'found' });
    const now = sent.ok ? sent.value.proposals.find((each) => each.proposal === number) : undefined;
    if (now?.state === 'executing') await lookAtChange(deps, id, now);
    return;
  }
  if (!isOver) return;
  const waited = deps.clock.now() >= until + SETTLE_FOR;
  if (settlement === null && !waited) {
    const sentence = 'Whether it had its effect could not be found out yet. The cluster is asked again.';
    await appendToGate(deps, id, { kind: 'progress', proposal: number, sentence });
    return;
  }
  await finish(deps, id, { number, token, settlement });
}

async function finish(
  deps: ExecutorDeps,
  id: IncidentId,
  {
    number,
    token,
    settlement,
  }: { readonly number: number; readonly token: string; readonly settlement: Settlement | null },
): Promise<void> {
  const end = { kind: 'finish', proposal: number, token } as const;
  if (settlement === 'not-applied') {
    const sentence =
      'The executor was interrupted, and the cluster shows nothing of it: either it was not done, or it has been undone since.';
    return endWithoutEffect(deps, id, { proposal: number, token, sentence });
  }
  const sentence =
    settlement === null
      ? 'The executor was interrupted, and what became of the request could not be found out. Look at the object.'
      : 'The executor was interrupted. What it was to do is so, but by whom nobody can tell.';
  await appendToGate(deps, id, { ...end, outcome: 'unknown', sentence });
  if (settlement !== null)
    await appendToGate(deps, id, { kind: 'settle', proposal: number, token, settlement, sentence });
}

/** What the cluster says of it; null: it can't be asked. */
async function found(deps: ExecutorDeps, id: IncidentId, proposal: Proposal): Promise<Settlement | null> {
  const action = actions.find(({ name }) => name === proposal.wish.action);
  const note = await readNote(deps, id, proposal);
  const before = note === null ? null : situationFrom(note);
  if (!action || before === null) return null;
  try {
    return action.settle(before, { raw: await readNow(deps, proposal) });
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    deps.logger.warn(
      { incident: id, proposal: proposal.proposal, error },
      'an outcome could not be found out',
    );
    return null;
  }
}

/** The object as it is now; null: there is none. */
async function readNow(
  { clusters, rehearsals, clock, times }: Pick<ExecutorDeps, 'clusters' | 'rehearsals' | 'clock' | 'times'>,
  { wish, plan }: Proposal,
): Promise<JsonObject | null> {
  const reader = clusters.named(wish.cluster);
  const rehearsal = rehearsals.named(wish.cluster);
  const until = clock.now() + times.preparing;
  const resource = (await reader?.resources(until))?.find(
    ({ kind, group }) => kind === plan?.object.kind && ['', 'apps', 'batch'].includes(group),
  );
  if (!reader || !rehearsal || !resource || !plan) {
    throw new ClusterFailure('away', { detail: 'it is not in the configuration any more' });
  }
  await checkStillThatCluster(reader, rehearsal, plan, until);
  const { namespace, name } = plan.object;
  try {
    return await rehearsal.read({ resource, namespace, name }, until);
  } catch (error) {
    if (error instanceof ClusterFailure && error.kind === 'not-found') return null;
    throw error;
  }
}
