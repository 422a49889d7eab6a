import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Says that an action item is done, by its number. */
export async function closeFollowup(ask: Ask, incident: Incident, followup: number): Promise<Result<Line>> {
  const done = await change(ask, incident, { kind: 'close-followup', followup });
  if (!done.ok) return done;
  const already = done.value.changed ? '' : ' already';
  return ok([`Action item ${followup} of ${incident.id} is done${already}.`]);
}
