import { evolveAll } from '../domain/evolve.ts';
import type { Happening, IncidentId } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import type { Instant } from '../domain/instant.ts';
import type { AppendOutcome, Applied, IncidentLog, Loaded } from '../ports/incident-log.ts';

/**
 * Folds what happened (at least one thing) into an incident and appends it, in one try: what a conflict means, only the
 * caller knows. `base` null: a new incident of this `id`. Leaves the incident due now; advance-incident finds out when
 * there is something to do again. For all that is not about alerts: those bring episodes and claims, see
 * drain-alerts-append.ts. Throws Unavailable when the log can't be reached.
 */
export async function appendHappenings(
  { log }: { readonly log: Pick<IncidentLog, 'append'> },
  input: {
    readonly base: Loaded | null;
    readonly id: IncidentId;
    readonly happenings: readonly Happening[];
    readonly at: Instant;
    /** Makes it repeatable: the second time, the stored `answer` comes back. */
    readonly request?: { readonly id: string; readonly answer: (incident: Incident) => unknown } | null;
    readonly applies?: readonly Applied[];
  },
): Promise<AppendOutcome> {
  const { base, id, at, request } = input;
  const { facts, incident } = evolveAll(base?.incident ?? null, input.happenings, at, { id });
  return log.append({
    base,
    facts,
    incident,
    nextDueAt: at,
    requestId: request?.id ?? null,
    answer: request?.answer(incident) ?? null,
    episodes: [],
    groups: [],
    claims: [],
    applies: input.applies ?? [],
  });
}
