import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Tells everybody in the channel, and the card, where it stands. */
export async function postUpdate(ask: Ask, incident: Incident, text: string): Promise<Result<Line>> {
  const done = await change(ask, incident, { kind: 'post-update', text });
  return done.ok ? ok([`The update is on its way into ${incident.id}.`]) : done;
}
