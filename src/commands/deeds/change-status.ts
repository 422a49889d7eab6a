import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Status } from '../../domain/status.ts';
import { statusShort } from '../../domain/wording/status-words.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';
import { resolveIncident } from './resolve-incident.ts';

/** Moves an incident to a status; `resolved` is a resolution like any other. */
export async function changeStatus(
  ask: Ask,
  incident: Incident,
  to: Status,
  reason: string | null,
): Promise<Result<Line>> {
  if (to === 'resolved') return resolveIncident(ask, incident, reason);
  const done = await change(ask, incident, { kind: 'change-status', to, reason });
  if (!done.ok) return done;
  const { id, status } = done.value.incident;
  if (done.value.changed) return ok([`${id} is ${statusShort[status]} now.`]);
  const lost = reason === null ? '' : ` Your words were not kept; as a note they are: /incident ${id} note …`;
  return ok([`${id} is ${statusShort[status]} already.${lost}`]);
}
