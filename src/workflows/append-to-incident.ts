import type { Actor, Door } from '../domain/actor.ts';
import { keyturn } from '../domain/actor.ts';
import type { FactBody, IncidentId } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import type { Clock } from '../ports/clock.ts';
import { Unavailable } from '../ports/failures.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import type { Jobs } from '../ports/jobs.ts';
import { appendHappenings } from './append-happenings.ts';

export type AppendToIncidentDeps = {
  readonly log: IncidentLog;
  readonly jobs: Jobs;
  readonly clock: Clock;
};

/** Conflicts are rare and short; this many in a row means that something is wrong. */
const MAX_TRIES = 20;

/**
 * Appends what a job found out. `bodiesFor` is asked again after each conflict, with the incident as it is then; no
 * bodies, and nothing is appended. Wakes the incident. Throws Unavailable.
 */
export async function appendToIncident(
  deps: AppendToIncidentDeps,
  id: IncidentId,
  bodiesFor: (incident: Incident) => readonly FactBody[],
): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const base = await deps.log.load(id);
    const bodies = base ? bodiesFor(base.incident) : [];
    if (!base || bodies.length === 0) return;
    const at = deps.clock.now();
    const by: { readonly by: Actor; readonly door: Door } = { by: keyturn, door: 'timer' };
    const happenings = bodies.map((body) => ({ body, at, ...by }));
    const result = await appendHappenings(deps, { base, id, happenings, at });
    if (result.outcome !== 'conflict') {
      await deps.jobs.advance(id);
      return;
    }
  }
  throw new Unavailable('too-many-conflicts');
}
