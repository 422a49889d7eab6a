import { isReady } from '../cluster/conditions.ts';
import { createLookup } from '../cluster/lookup.ts';
import { refWords } from '../cluster/object-ref.ts';
import { isMeant } from '../cluster/runs.ts';
import type { Action, ActionSituation, Verification } from './action.ts';

type Now = Parameters<Action['verified']>[1];

/**
 * Whether a pod went and another one took its place: its uid is gone, and its controller has a pod that was not there
 * before and is ready. `stays`: the pod itself stays, without its controller (quarantine).
 */
export function verifyReplaced(
  before: ActionSituation,
  { view }: Now,
  { stays = false }: { readonly stays?: boolean } = {},
): Verification {
  const what = refWords(before.object);
  const { uid, owner } = before.object;
  const known = new Set(before.view.pods.map((pod) => pod.uid));
  const still = view.pods.find((pod) => pod.uid === uid);
  if (stays && still === undefined)
    return { state: 'failed', sentence: `${what} is gone: there is nothing left to look at.` };
  if (stays ? still?.owner !== null : still !== undefined) {
    const going = still?.deletionAt === null ? 'is still there' : 'is going';
    return { state: 'under-way', sentence: `${what} ${stays ? 'still belongs to its controller' : going}.` };
  }
  const pods = view.pods.filter((pod) => pod.owner?.uid === owner?.uid && pod.uid !== uid && isMeant(pod));
  const fresh = pods.filter((pod) => !known.has(pod.uid));
  const ready = fresh.find(isReady);
  if (ready) return { state: 'done', sentence: `${ready.name} took its place and is ready.` };
  const keeper = ownerNow(before, view);
  const enough = keeper !== null && pods.length >= keeper && pods.every(isReady);
  if (enough)
    return { state: 'done', sentence: `${what} is gone; all ${pods.length} pods that are wanted are ready.` };
  const [next] = fresh;
  return {
    state: 'under-way',
    sentence: next ? `${next.name} takes its place and is not ready yet.` : 'No new pod has come yet.',
  };
}

/** How many pods its controller wants now; null: that is not known. */
function ownerNow({ object }: ActionSituation, view: Now['view']): number | null {
  if (object.owner === null) return null;
  const { kind, name } = object.owner;
  const owner = createLookup(view).object({ kind, namespace: object.namespace, name });
  return owner !== null && 'replicas' in owner ? owner.replicas : null;
}
