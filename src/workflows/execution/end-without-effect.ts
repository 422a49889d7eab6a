import type { IncidentId } from '../../domain/fact.ts';
import { appendToGate } from './append-to-gate.ts';
import type { ExecutorDeps } from './executor-deps.ts';

/**
 * Ends a change of which certainly nothing reached the cluster: it has failed, with this sentence; what somebody stopped
 * on the way stays stopped, and it is known then that it was in time. Throws Unavailable.
 */
export async function endWithoutEffect(
  deps: Pick<ExecutorDeps, 'log' | 'jobs' | 'clock'>,
  id: IncidentId,
  {
    proposal,
    token,
    sentence,
  }: { readonly proposal: number; readonly token: string; readonly sentence: string },
): Promise<void> {
  const failed = await appendToGate(deps, id, {
    kind: 'finish',
    proposal,
    token,
    outcome: 'failed',
    sentence,
  });
  if (failed.ok) return;
  await appendToGate(deps, id, { kind: 'settle', proposal, token, settlement: 'not-applied', sentence });
}
