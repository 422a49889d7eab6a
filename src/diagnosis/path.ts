import { type ObjectRef, refKey } from '../domain/cluster/object-ref.ts';
import { type Bond, looser, type Way } from '../domain/ranking.ts';
import type { Situation } from './check.ts';
import { createEdges, EVERYWHERE } from './edges.ts';
import { startsOf } from './starts.ts';

/** Nothing farther than this is called a way: everything is bound to everything somehow. */
const FARTHEST = 8;

type Stop = {
  readonly object: ObjectRef;
  /** Of the object. */
  readonly key: string;
  readonly cost: number;
  readonly bond: Bond;
  readonly from: Stop | null;
};

/** Ways from an alert's subject. */
export type Ways = {
  /** False: the subject means nothing that is in the view, so that nothing is near or far. */
  readonly known: boolean;
  /** The cheapest way to the nearest of these objects; null: there is none. */
  readonly to: (objects: readonly ObjectRef[]) => Way | null;
};

/** Walks once from the subject to whatever can be reached, the cheapest first (Dijkstra's way with whole costs). */
export function waysFrom(situation: Situation): Ways {
  const { view, lookup, subject } = situation;
  const starts = startsOf(subject, situation);
  const edgesOf = createEdges(view, lookup);
  const reached = new Map<string, Stop>();
  const waiting: Stop[][] = Array.from({ length: FARTHEST + 1 }, () => []);
  for (const start of starts) waiting[start.cost]?.push({ ...start, key: refKey(start.object), from: null });
  // Steps that cost nothing lengthen the list that is being walked.
  for (const list of waiting) {
    for (const stop of list) {
      if (reached.has(stop.key)) continue;
      reached.set(stop.key, stop);
      for (const { to, cost: more, bond } of edgesOf(stop.object, stop.from === null)) {
        const cost = stop.cost + more;
        const key = refKey(to);
        if (cost > FARTHEST || reached.has(key)) continue;
        waiting[cost]?.push({ object: to, key, cost, bond: looser(stop.bond, bond), from: stop });
      }
    }
  }
  return {
    known: starts.length > 0,
    to: (objects) => {
      const stops = objects.flatMap((object) => reached.get(refKey(object)) ?? []);
      const nearest = stops.toSorted((a, b) => a.cost - b.cost)[0];
      return nearest ? wayTo(nearest) : null;
    },
  };
}

function wayTo(stop: Stop): Way {
  const path: ObjectRef[] = [];
  for (let at: Stop | null = stop; at !== null; at = at.from) path.unshift(at.object);
  return {
    path: path.filter(({ kind }) => kind !== EVERYWHERE.kind),
    cost: stop.cost,
    bond: stop.bond,
  };
}
