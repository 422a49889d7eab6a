import type { Service } from '../domain/cluster/network.ts';
import { type ObjectRef, refKey } from '../domain/cluster/object-ref.ts';
import type { Pod } from '../domain/cluster/pod.ts';
import type { Finding } from '../domain/finding.ts';
import type { Placed } from '../domain/ranking.ts';
import type { Situation } from './check.ts';
import { createDependents } from './dependents.ts';
import type { Ways } from './path.ts';

/** Puts findings into their places: the way to each, which objects and pods it is about, and whom it takes along. */
export function createPlacing(situation: Situation, ways: Ways): (finding: Finding) => Placed {
  const { lookup } = situation;
  const dependents = createDependents(situation);
  return (finding) => {
    const objects = [finding.object, ...finding.affects];
    const named = objects.flatMap((ref): readonly Pod[] => {
      const object = ref.kind === 'Pod' ? lookup.object(ref) : null;
      return object?.kind === 'Pod' ? [object] : [];
    });
    const pods = named.length > 0 ? named : objects.flatMap((ref) => podsAt(ref, situation));
    const services = objects.flatMap((ref): readonly Service[] => {
      const object = ref.kind === 'Service' ? lookup.object(ref) : null;
      return object?.kind === 'Service' ? [object] : [];
    });
    const serving = new Set([...services, ...pods.flatMap((pod) => lookup.servicesOf(pod))]);
    const own = new Set(pods.map(refKey));
    const harmed = [...serving].flatMap(dependents).map(refKey);
    return {
      finding,
      way: ways.to(objects),
      names: new Set(objects.map(refKey)),
      pods: own,
      harms: new Set(harmed.filter((key) => !own.has(key))),
    };
  };
}

/** The pods that trouble of an object means: its own, those on it, those behind it. */
function podsAt(ref: ObjectRef, { lookup }: Situation): readonly Pod[] {
  const object = lookup.object(ref);
  if (!object) return [];
  if (object.kind === 'Node') return lookup.podsOn(object.name);
  if (object.kind === 'Service') return lookup.podsBehind(object);
  return lookup.podsOf(object);
}
