import { type Actor, type Door, keyturn } from './actor.ts';
import type { AlertPart } from './correlation.ts';

/** The source of what Keyturn noticed by itself, such as the silence of a watchdog. No sender may have this name. */
export const OWN_SOURCE = 'keyturn';

/** Who speaks, by which door, when a part of a delivery changes an incident. */
export function speakerOf({ group }: AlertPart): { readonly by: Actor; readonly door: Door } {
  if (group.source === OWN_SOURCE) return { by: keyturn, door: 'timer' };
  return { by: { kind: 'alertmanager', source: group.source }, door: 'alert' };
}
