import type { Action, ActionSituation, Verification } from '../../domain/action/action.ts';
import { actions } from '../../domain/action/actions.ts';
import { situationFrom } from '../../domain/action/situation-note.ts';
import { createLookup } from '../../domain/cluster/lookup.ts';
import type { IncidentId } from '../../domain/fact.ts';
import { MINUTE } from '../../domain/instant.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import { failureWords } from '../../domain/wording/cluster/failure-words.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import { appendToGate, type OwnGateRequest } from './append-to-gate.ts';
import { checkStillThatCluster } from './changed-cluster.ts';
import type { ExecutorDeps } from './executor-deps.ts';
import { readAround } from './find-target.ts';
import { readNote } from './situation-notes.ts';

type Finish = Extract<OwnGateRequest, { readonly kind: 'finish' }>;

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
  if ((seen.state === 'under-way' || seen.state === 'unseen') && !over) {
    await appendToGate(deps, id, { kind: 'progress', proposal: number, sentence: seen.sentence });
    return;
  }
  const end = endOf(seen, Math.round(deps.times.verifying / MINUTE));
  await appendToGate(deps, id, { kind: 'finish', proposal: number, token, ...end });
}

/** What was seen of it; `unseen`: nobody could look, which says nothing of how it went. */
type Seen = Verification | { readonly state: 'unseen'; readonly sentence: string };

function endOf({ state, sentence }: Seen, minutes: number): Pick<Finish, 'outcome' | 'sentence'> {
  switch (state) {
    case 'done':
      return { outcome: 'succeeded', sentence };
    case 'failed':
      return { outcome: 'failed', sentence };
    case 'under-way':
      return {
        outcome: 'failed',
        sentence: `It was sent, but after ${minutes} min it is not done: ${sentence} It stays as it is; look at it, and undo it if need be.`,
      };
    case 'unseen':
      return {
        outcome: 'unknown',
        sentence: `It was sent, and the API server took it, but for ${minutes} min nobody could see how it went: ${sentence} Look at the object.`,
      };
  }
}

async function verification(deps: ExecutorDeps, id: IncidentId, proposal: Proposal): Promise<Seen> {
  const action = actions.find(({ name }) => name === proposal.wish.action);
  const reader = deps.clusters.named(proposal.wish.cluster);
  const rehearsal = deps.rehearsals.named(proposal.wish.cluster);
  const note = await readNote(deps, id, proposal);
  const before = note === null ? null : situationFrom(note);
  if (!action || !reader || !rehearsal || before === null || proposal.plan === null) {
    return { state: 'unseen', sentence: 'What it was like before is not known any more.' };
  }
  try {
    await checkStillThatCluster(reader, rehearsal, proposal.plan, deps.clock.now() + deps.times.preparing);
    return await lookNow(deps, action, before, reader);
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    return { state: 'unseen', sentence: failureWords(proposal.wish.cluster, error).summary };
  }
}

async function lookNow(
  { clock, times }: Pick<ExecutorDeps, 'clock' | 'times'>,
  action: Action,
  before: ActionSituation,
  reader: Parameters<typeof readAround>[0],
): Promise<Seen> {
  const view = await readAround(reader, action, before.object, clock.now() + times.preparing);
  // What was not seen is not gone.
  // A kind that the cluster does not serve has no objects, and hides none.
  const gap = view.gaps.find(({ why }) => why !== 'absent');
  if (gap) return { state: 'unseen', sentence: gap.sentence };
  const { kind, namespace, name } = before.object;
  return action.verified(before, { object: createLookup(view).object({ kind, namespace, name }), view });
}
