import type { ClusterView } from '../cluster/cluster-view.ts';
import { conditionOf, isReady } from '../cluster/conditions.ts';
import { endpointsOf } from '../cluster/endpoints.ts';
import { createLookup, type Lookup } from '../cluster/lookup.ts';
import { refWords } from '../cluster/object-ref.ts';
import type { Pod } from '../cluster/pod.ts';
import { isMeant } from '../cluster/runs.ts';
import type { ViewObject } from '../cluster/view-object.ts';
import type { ActionSituation, Verification } from './action.ts';
import { isRollingOut, type RolloutTarget, rolloutTarget, wantedPods } from './preflight/rollout.ts';
import { stuckReasons } from './stuck-reasons.ts';

type Now = { readonly object: ViewObject | null; readonly view: ClusterView };

/**
 * Where a rollout stands: done when the controller has seen it, all pods are new, as many as wanted are ready, and no
 * Service has fewer ready endpoints than before. It failed when the change is not there any more, when the controller
 * gave up, or when new pods fail in a way that the old ones did not. `isOurs`: the change is still in the object.
 */
export function verifyRollout(
  before: ActionSituation,
  { object, view }: Now,
  isOurs: (target: RolloutTarget) => boolean,
): Verification {
  const what = refWords(before.object);
  const target = object === null ? null : rolloutTarget(object);
  if (target === null) return { state: 'failed', sentence: `${what} is gone.` };
  if (target.uid !== before.object.uid)
    return { state: 'failed', sentence: `${what} was deleted and made again.` };
  if (!isOurs(target)) {
    return {
      state: 'failed',
      sentence: `The change is not in ${what} any more: somebody or something put it back.`,
    };
  }
  const lookup = createLookup(view);
  const old = new Set(before.view.pods.map(({ uid }) => uid));
  const pods = lookup.podsOf(target).filter(isMeant);
  const fresh = pods.filter(({ uid }) => !old.has(uid));
  const failing = failure(target, fresh, before);
  if (failing !== null) return { state: 'failed', sentence: failing };
  const wanted = wantedPods(target);
  const ready = fresh.filter(isReady).length;
  const sentence = `${Math.min(ready, wanted)} of ${wanted} new pods are ready.`;
  const whole = !isRollingOut(target) && pods.length === fresh.length && ready >= wanted;
  if (!whole) return { state: 'under-way', sentence };
  const fewer = servicesWithFewer(before, target, lookup);
  return fewer.length === 0
    ? { state: 'done', sentence: `All ${wanted} pods are new and ready.` }
    : { state: 'under-way', sentence: `${sentence} Not all endpoints are back: ${fewer.join(', ')}.` };
}

function failure(target: RolloutTarget, fresh: readonly Pod[], before: ActionSituation): string | null {
  const progressing = target.kind === 'Deployment' ? conditionOf(target, 'Progressing') : null;
  if (progressing?.reason === 'ProgressDeadlineExceeded' && target.observedGeneration >= target.generation) {
    return `${refWords(target)} did not get on within its deadline: ${progressing.message}`;
  }
  const known = new Set(createLookup(before.view).podsOf(target).flatMap(stuckReasons));
  for (const pod of fresh) {
    const reason = stuckReasons(pod).find((each) => !known.has(each));
    if (reason !== undefined) return `New pod ${pod.name} does not start: ${reason}.`;
  }
  return null;
}

function servicesWithFewer(
  before: ActionSituation,
  target: RolloutTarget,
  lookup: Lookup,
): readonly string[] {
  const earlier = createLookup(before.view);
  const services = new Set(earlier.podsOf(target).flatMap((pod) => earlier.servicesOf(pod)));
  const fewer = [...services].flatMap((service) => {
    const was = endpointsOf(service, earlier).ready;
    const is = endpointsOf(service, lookup).ready;
    return is < was ? [`${service.namespace}/${service.name} has ${is} of ${was}`] : [];
  });
  return fewer.sort();
}
