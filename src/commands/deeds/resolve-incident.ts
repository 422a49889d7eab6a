import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import { countOf } from '../../domain/wording/alert-words.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Resolves an incident, with what fixed it where that was said. */
export async function resolveIncident(
  ask: Ask,
  incident: Incident,
  reason: string | null,
): Promise<Result<Line>> {
  const done = await change(ask, incident, { kind: 'resolve', reason });
  if (!done.ok) return done;
  const { id, alerts, status } = done.value.incident;
  if (!done.value.changed) {
    const lost = reason === null ? '' : ` To keep what you wrote: /incident ${id} note …`;
    return ok([`${id} is ${status === 'closed' ? 'resolved and closed' : 'resolved'} already.${lost}`]);
  }
  const firing = alerts.firing
    ? ` ${countOf(alerts.firing, 'alert')} still firing; if that lasts, the channel is told once.`
    : '';
  return ok([`${id} is resolved.${firing}`]);
}
