import type { Line } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Severity } from '../../domain/severity.ts';
import { severityLabel } from '../../domain/wording/severity-words.ts';
import type { Ask } from '../ask.ts';
import { change } from '../change.ts';

/** Says how bad it is. */
export async function changeSeverity(
  ask: Ask,
  incident: Incident,
  to: Severity,
  reason: string | null,
): Promise<Result<Line>> {
  const done = await change(ask, incident, { kind: 'change-severity', to, reason });
  if (!done.ok) return done;
  const { id, severity } = done.value.incident;
  return ok([`${id} is ${severityLabel(severity)} ${done.value.changed ? 'now' : 'already'}.`]);
}
