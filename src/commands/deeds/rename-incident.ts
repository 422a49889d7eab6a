import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Gives the incident another title; its channel's name follows. */
export async function renameIncident(ask: Ask, incident: Incident, title: string): Promise<Result<Line>> {
  const done = await change(ask, incident, { kind: 'rename', title: title.replace(/\s+/g, ' ') });
  if (!done.ok) return done;
  const { id, title: now } = done.value.incident;
  return ok([`${id} is called “${now}” ${done.value.changed ? 'now' : 'already'}.`]);
}
