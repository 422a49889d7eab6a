import { refWords } from '../../cluster/object-ref.ts';
import type { Pod } from '../../cluster/pod.ts';
import { isMeant } from '../../cluster/runs.ts';
import { pluralOf, type ViewObject } from '../../cluster/view-object.ts';
import type { Refused } from '../../result.ts';
import { because, type Surroundings } from '../scene.ts';
import type { Warning } from '../warning.ts';

/**
 * Why a pod may not be taken away: nothing would make a new one. A mirror pod is a file on its node, a bare one has
 * nobody; an owner that is gone, goes, stands still or wants none makes none.
 */
export function podOwnerRefusal(pod: Pod, scene: Surroundings): Refused | null {
  if (pod.deletionAt !== null)
    return because(`${refWords(pod)} is being deleted already. Look again in a moment.`);
  if (Object.hasOwn(pod.annotations, 'kubernetes.io/config.mirror') || pod.owner?.kind === 'Node') {
    return because(
      `${refWords(pod)} mirrors a file on its node (a static pod): it can only be changed there.`,
    );
  }
  if (pod.owner === null) {
    return because(`${refWords(pod)} is a bare pod: no controller owns it, so nothing would make a new one.`);
  }
  const { kind, name, uid } = pod.owner;
  const owner = ownerOf(pod, scene);
  const who = `${kind} ${pod.namespace}/${name}`;
  const plural = pluralOf(kind);
  if (owner === null) {
    const isKnown = plural !== null && scene.lookup.sawAll(plural, pod.namespace);
    return isKnown ? because(`${who}, which made ${pod.name}, is gone: nothing would make a new one.`) : null;
  }
  if (owner.uid !== uid)
    return because(`Another ${who} stands where the owner of ${pod.name} was: nothing would make a new one.`);
  const above = [owner, ...scene.lookup.ownersOf(owner).map((ref) => scene.lookup.object(ref))];
  const going = above.find((each) => each !== null && each.deletionAt !== null);
  if (going)
    return because(
      `${refWords(going)}, which owns ${pod.name}, is being deleted: nothing would make a new pod.`,
    );
  if (owner.kind === 'Job' && owner.suspended)
    return because(`${who} is suspended, so it would make no new pod.`);
  if ('replicas' in owner && owner.replicas === 0)
    return because(`${who} wants no pods, so it would make no new one.`);
  return null;
}

/** What should be said of the owner, though the pod may go. */
export function podOwnerWarnings(pod: Pod, scene: Surroundings): readonly Warning[] {
  const owner = ownerOf(pod, scene);
  if (owner === null) {
    const who = `${pod.owner?.kind ?? 'Its owner'} ${pod.owner?.name ?? ''}`.trim();
    const sentence = `Whether ${who} makes a new pod could not be checked.`;
    return [{ id: 'owner-not-seen', level: 'must-acknowledge', sentence, measure: 1 }];
  }
  if (owner.kind === 'Job') {
    const sentence = `${refWords(owner)} counts this as a failed try (${owner.failed} so far, ${owner.backoffLimit} are allowed).`;
    const level = owner.failed < owner.backoffLimit ? 'note' : 'must-acknowledge';
    return [{ id: 'failed-try', level, sentence, measure: owner.failed }];
  }
  if (!('replicas' in owner)) return [];
  const has = scene.lookup.podsOf(owner).filter(isMeant).length;
  if (has <= owner.replicas) return [];
  const sentence = `${refWords(owner)} wants ${owner.replicas} and has ${has}: it makes no new pod for this one.`;
  return [{ id: 'not-replaced', level: 'must-acknowledge', sentence, measure: has - owner.replicas }];
}

function ownerOf(pod: Pod, { lookup }: Surroundings): ViewObject | null {
  if (pod.owner === null) return null;
  const { kind, name } = pod.owner;
  return lookup.object({ kind, namespace: pod.namespace, name });
}
