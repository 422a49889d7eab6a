import type { Lookup } from '../domain/cluster/lookup.ts';
import { type ObjectRef, refKey } from '../domain/cluster/object-ref.ts';
import type { Finding } from '../domain/finding.ts';
import type { Placed } from '../domain/ranking.ts';
import type { Ways } from './path.ts';

/** Puts a finding into its place: the way to it, and which objects and pods it is about. */
export function place(finding: Finding, ways: Ways, lookup: Lookup): Placed {
  const objects = [finding.object, ...finding.affects];
  const named = objects.filter(({ kind }) => kind === 'Pod');
  const pods = named.length > 0 ? named : objects.flatMap((object) => podsAt(object, lookup));
  return {
    finding,
    way: ways.to(objects),
    names: new Set(objects.map(refKey)),
    pods: new Set(pods.map(refKey)),
  };
}

/** The pods that trouble of an object means: its own, those on it, those behind it. */
function podsAt(ref: ObjectRef, lookup: Lookup): readonly ObjectRef[] {
  const object = lookup.object(ref);
  if (!object) return [];
  if (object.kind === 'Node') return lookup.podsOn(object.name);
  if (object.kind === 'Service') return lookup.podsBehind(object);
  return lookup.podsOf(object);
}
