import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import { resolveWhen, type When } from '../../domain/when.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Puts a note on the timeline, now or at a time as the asker's own clock showed it. */
export async function addNote(
  ask: Ask,
  incident: Incident,
  text: string,
  when: When | null,
): Promise<Result<Line>> {
  const happened = when === null ? ok(ask.at) : resolveWhen(when, ask.at, await zoneFor(ask, when));
  if (!happened.ok) return happened;
  const done = await change(ask, incident, { kind: 'add-note', text, happenedAt: happened.value });
  if (!done.ok) return done;
  return ok([`Noted on ${incident.id}: `, { kind: 'time', at: happened.value, style: 'date-time' }, '.']);
}

/** A span of time means the same everywhere: no need to ask where somebody is. */
function zoneFor(ask: Ask, when: When): Promise<string> {
  return when.kind === 'ago' ? Promise.resolve('UTC') : ask.deps.directory.timeZone(ask.asker.user);
}
