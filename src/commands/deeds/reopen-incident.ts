import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import { statusShort } from '../../domain/wording/status-words.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Reopens what is resolved, closed or cancelled. */
export async function reopenIncident(ask: Ask, incident: Incident, reason: string): Promise<Result<Line>> {
  const done = await change(ask, incident, { kind: 'reopen', reason });
  if (!done.ok) return done;
  const { id, status } = done.value.incident;
  return ok([done.value.changed ? `${id} is open again.` : `${id} is open already: ${statusShort[status]}.`]);
}
