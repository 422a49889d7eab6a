import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Declines an incident in triage. */
export async function declineIncident(
  ask: Ask,
  incident: Incident,
  text: string | null,
): Promise<Result<Line>> {
  const done = await change(ask, incident, { kind: 'decline', text });
  if (!done.ok) return done;
  const { id, cancelReason } = done.value.incident;
  if (done.value.changed)
    return ok([`You declined ${id}. If it was one after all: /incident ${id} reopen <why>`]);
  return ok([`${id} is ${cancelReason === 'declined' ? 'declined' : 'cancelled'} already.`]);
}
