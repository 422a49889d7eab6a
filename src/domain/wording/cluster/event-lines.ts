import type { ClusterEvent } from '../../cluster/event.ts';
import type { Instant } from '../../instant.ts';
import { ageWords } from './age.ts';
import { withoutPodName } from './container-lines.ts';
import { folded } from './folded.ts';
import type { Section } from './sections.ts';

/** Messages of schedulers list every node; the whole is in get events. */
const LONGEST_MESSAGE = 300;

/** By last sight, the latest at the end, as time goes. */
export function inOrder(events: readonly ClusterEvent[]): readonly ClusterEvent[] {
  return [...events].sort((a, b) => a.lastAt - b.lastAt || a.firstAt - b.firstAt);
}

/**
 * Two lines for each event: when it was last seen, how serious it is, why, how often and (with `about`) of what; and
 * below it what was said.
 */
export function eventLines(events: readonly ClusterEvent[], now: Instant, about: boolean): readonly string[] {
  return inOrder(events).flatMap((event) => {
    const times = event.count > 1 ? ` x${event.count} since ${ageWords(event.firstAt, now)}` : '';
    const { kind, name } = event.about;
    const of = about ? ` ${kind.toLowerCase()}/${name}` : '';
    const head = folded(`${ageWords(event.lastAt, now)} ${event.type} ${event.reason}${of}${times}`);
    return event.message === '' ? [head] : [head, `  ${cut(withoutPodName(event.message))}`];
  });
}

/** Events as a part of a description; that there are none says little. `about`: each says of what it is. */
export function eventSection(events: readonly ClusterEvent[], now: Instant, about: boolean): Section {
  const none = 'none; the cluster forgets them after an hour';
  return { title: 'Events', lines: events.length === 0 ? [none] : eventLines(events, now, about) };
}

function cut(message: string): string {
  const line = folded(message).replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_MESSAGE ? line : `${line.slice(0, LONGEST_MESSAGE - 1)}…`;
}
