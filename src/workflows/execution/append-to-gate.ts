import { type Door, keyturn } from '../../domain/actor.ts';
import type { IncidentId } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import { decideGate } from '../../domain/proposal/decide-gate.ts';
import type { Clicker, GateRequest } from '../../domain/proposal/gate-request.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import type { Clock } from '../../ports/clock.ts';
import { Unavailable } from '../../ports/failures.ts';
import type { IncidentLog } from '../../ports/incident-log.ts';
import type { Jobs } from '../../ports/jobs.ts';
import { appendHappenings } from '../append-happenings.ts';

/** What no person asks for: the executor and the clocks. */
export type OwnGateRequest = Exclude<GateRequest, { readonly clicker: Clicker }>;

type Deps = { readonly log: IncidentLog; readonly jobs: Jobs; readonly clock: Clock };

/** Conflicts are rare and short; this many in a row means that something is wrong. */
const MAX_TRIES = 50;

/**
 * Asks the gate for something that Keyturn itself does. Decided again after each conflict, so that of two executors one
 * gets a refusal. Wakes the incident. Throws Unavailable: then the outcome is not known.
 */
export async function appendToGate(
  deps: Deps,
  id: IncidentId,
  request: OwnGateRequest,
): Promise<Result<Incident>> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const base = await deps.log.load(id);
    if (!base) return refuse({ kind: 'not-found', what: `There is no incident ${id}.` });
    const at = deps.clock.now();
    const decided = decideGate(base.incident, request, at);
    if (!decided.ok) return decided;
    if (decided.value.length === 0) return ok(base.incident);
    const own = { by: keyturn, door: 'timer' as Door, at };
    const happenings = decided.value.map((body) => ({ body, ...own }));
    const result = await appendHappenings(deps, { base, id, happenings, at });
    if (result.outcome !== 'appended') continue;
    await deps.jobs.advance(id);
    return ok(result.loaded.incident);
  }
  throw new Unavailable('too-many-conflicts');
}
