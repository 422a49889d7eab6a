import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import { statusShort } from '../../domain/wording/status-words.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Accepts an incident in triage: it opens, and the asker belongs into its channel. */
export async function acceptIncident(ask: Ask, incident: Incident): Promise<Result<Line>> {
  const done = await change(ask, incident, { kind: 'accept' });
  if (!done.ok) return done;
  const { channel, id, status } = done.value.incident;
  if (!done.value.changed) {
    const room: Line = channel ? [': ', { kind: 'channel', channel: channel.id }] : [];
    return ok([`${id} is accepted already and is ${statusShort[status]}`, ...room, '.']);
  }
  return ok([`You accepted ${id}. Its channel opens in a moment, and you will be in it.`]);
}
