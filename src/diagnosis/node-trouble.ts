import { conditionOf, isReady } from '../domain/cluster/conditions.ts';
import type { Node } from '../domain/cluster/node.ts';
import { HOUR, type Instant } from '../domain/instant.ts';
import type { Situation } from './check.ts';
import { clock } from './words/clock.ts';

/** What is wrong with a node, in words, and since when (null: not known). */
export type NodeTrouble = { readonly words: string; readonly since: Instant | null };

/** A node that uses this share of its CPU lets everything on it wait. */
const STARVED = 0.9;

/**
 * What makes a node a bad place: not ready, flapping (it was away within the last hour), under pressure, or out of CPU
 * by the metrics. Null: nothing is wrong with it that can be seen.
 */
export function nodeTrouble(
  node: Node,
  { view, lookup }: Pick<Situation, 'view' | 'lookup'>,
): NodeTrouble | null {
  const ready = conditionOf(node, 'Ready');
  if (!isReady(node)) {
    return {
      words: `is not ready${ready?.reason ? ` (${ready.reason})` : ''}`,
      since: ready?.changedAt ?? null,
    };
  }
  const pressure = node.conditions.find(({ type, status }) => /Pressure$/.test(type) && status === 'True');
  if (pressure) return { words: `is under ${pressure.type}`, since: pressure.changedAt };
  const uses = lookup.usageOf(node)?.uses.cpu;
  const has = node.allocatable.cpu ?? 0;
  if (uses !== undefined && has > 0 && uses / has >= STARVED) {
    return { words: `uses ${Math.round((100 * uses) / has)}% of its CPU`, since: null };
  }
  const away = lookup
    .eventsAbout(node)
    .filter(({ reason, lastAt }) => reason === 'NodeNotReady' && view.takenAt - lastAt < HOUR);
  const last = away.at(-1);
  if (!last) return null;
  return { words: `was not ready at ${clock(last.lastAt, view.takenAt)}`, since: away[0]?.firstAt ?? null };
}
