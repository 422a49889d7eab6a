import type { Action, ActionSituation, Verification } from '../../domain/action/action.ts';
import { actions } from '../../domain/action/actions.ts';
import { situationFrom } from '../../domain/action/situation-note.ts';
import { createLookup } from '../../domain/cluster/lookup.ts';
import type { IncidentId } from '../../domain/fact.ts';
import { MINUTE } from '../../domain/instant.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { failureWords } from '../../domain/wording/cluster/failure-words.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import { appendToGate } from './append-to-gate.ts';
import type { ExecutorDeps } from './executor-deps.ts';
import { readAround } from './find-target.ts';
import { readNote } from './situation-notes.ts';

/**
 * Looks once how a change goes that the API server took, and says so: done, failed, or under way with what is seen. The
 * next wake-up looks again. Only reads, so it does not matter how many do it. Throws Unavailable.
 */
export async function lookAtChange(deps: ExecutorDeps, id: IncidentId, proposal: Proposal): Promise<void> {
  const { sentAt, lease } = proposal;
  if (sentAt === null || lease === null) return;
  const seen = await verification(deps, id, proposal);
  const over = deps.clock.now() >= sentAt + deps.times.verifying;
  const number = proposal.proposal;
  const { token } = lease;
  if (seen.state === 'under-way' && !over) {
    await appendToGate(deps, id, { kind: 'progress', proposal: number, sentence: seen.sentence });
    return;
  }
  const sentence =
    seen.state === 'under-way'
      ? `It was sent, but after ${Math.round(deps.times.verifying / MINUTE)} min it is not done: ${seen.sentence} It stays as it is; look at it, and undo it if need be.`
      : seen.sentence;
  const outcome = seen.state === 'done' ? 'succeeded' : 'failed';
  await appendToGate(deps, id, { kind: 'finish', proposal: number, token, outcome, sentence });
}

async function verification(deps: ExecutorDeps, id: IncidentId, proposal: Proposal): Promise<Verification> {
  const action = actions.find(({ name }) => name === proposal.wish.action);
  const reader = deps.clusters.named(proposal.wish.cluster);
  const note = await readNote(deps, id, proposal);
  const before = note === null ? null : situationFrom(note);
  if (!action || !reader || before === null) {
    return {
      state: 'under-way',
      sentence: 'It was sent, but what it was like before is not known any more.',
    };
  }
  try {
    return await lookNow(deps, action, before, reader);
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    return { state: 'under-way', sentence: failureWords(proposal.wish.cluster, error).summary };
  }
}

async function lookNow(
  { clock, times }: Pick<ExecutorDeps, 'clock' | 'times'>,
  action: Action,
  before: ActionSituation,
  reader: Parameters<typeof readAround>[0],
): Promise<Verification> {
  const view = await readAround(reader, action, before.object, clock.now() + times.preparing);
  // What was not seen is not gone.
  const [gap] = view.gaps;
  if (gap) return { state: 'under-way', sentence: gap.sentence };
  const { kind, namespace, name } = before.object;
  return action.verified(before, { object: createLookup(view).object({ kind, namespace, name }), view });
}
