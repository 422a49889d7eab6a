import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CancelReason } from '../../domain/status.ts';
import { cancelWord } from '../../domain/wording/status-words.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Calls an incident off. */
export async function cancelIncident(
  ask: Ask,
  incident: Incident,
  reason: CancelReason,
  text: string | null,
): Promise<Result<Line>> {
  const done = await change(ask, incident, { kind: 'cancel', reason, text });
  if (!done.ok) return done;
  const { id, cancelReason } = done.value.incident;
  const why = cancelReason ? `: ${cancelWord[cancelReason]}` : '';
  return ok([done.value.changed ? `${id} is cancelled${why}.` : `${id} is cancelled already${why}.`]);
}
