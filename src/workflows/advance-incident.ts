import { keyturn } from '../domain/actor.ts';
import { dueSteps } from '../domain/due-steps.ts';
import { evolveAll } from '../domain/evolve.ts';
import type { FactBody, IncidentId } from '../domain/fact.ts';
import type { Incident } from '../domain/incident.ts';
import { nextDueAt } from '../domain/next-due.ts';
import type { Step } from '../domain/step.ts';
import { RateLimited } from '../ports/failures.ts';
import type { Loaded } from '../ports/incident-log.ts';
import { refreshViews } from './refresh-views.ts';
import { failedStep } from './steps/failed-step.ts';
import { performStep } from './steps/perform-step.ts';
import type { StepDeps } from './steps/step-deps.ts';

/** More than this in one run means that steps make steps; the sweep goes on with the rest. */
const MAX_STEPS = 200;

/** Appending what a step did is tried against newer incidents this often; the step itself is done only once. */
const MAX_TRIES = 20;

/**
 * Brings the world to where the log says it should be: does the next due step, appends that it is done, and goes on;
 * then refreshes the messages that are edited in place. Can be interrupted anywhere and run again, by any process.
 * When Slack's budget is used up it asks to be called again and returns. Throws Unavailable when the log is away.
 */
export async function advanceIncident(deps: StepDeps, id: IncidentId): Promise<void> {
  const ran = await deps.sideNotes.exclusively(id, async () => {
    try {
      const incident = await doDueSteps(deps, id);
      if (incident) await refreshViews(deps, incident);
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      await deps.jobs.advanceAt(id, error.retryAt);
    }
    return true;
  });
  // Another process is at it; what it may have missed is looked at again when it is done.
  if (!ran) await deps.jobs.advanceAt(id, deps.clock.now() + 1_000);
}

async function doDueSteps(deps: StepDeps, id: IncidentId): Promise<Incident | null> {
  let loaded = await deps.log.load(id);
  for (let count = 0; loaded && count < MAX_STEPS; count++) {
    const step = dueSteps(loaded.incident, deps.clock.now())[0];
    if (!step) {
      return (await settleDue(deps, loaded)).incident;
    }
    const outcome = await attempt(deps, loaded.incident, step);
    loaded = await record(deps, loaded, step, outcome);
  }
  return loaded?.incident ?? null;
}

/** What came of a step: the facts, or why it waits. A used-up budget is no fact: nothing was tried. */
async function attempt(deps: StepDeps, incident: Incident, step: Step): Promise<readonly FactBody[]> {
  const again = await deps.sideNotes.beginStep(incident.id, step.key);
  try {
    const facts = await performStep(deps, incident, step, again);
    deps.metrics.count('steps_total', { step: step.kind, outcome: 'done' });
    return facts;
  } catch (error) {
    if (error instanceof RateLimited) throw error;
    const facts = failedStep(incident, step, error, deps.clock.now());
    const outcome = facts.some(({ kind }) => kind === 'step.skipped') ? 'skipped' : 'blocked';
    deps.metrics.count('steps_total', { step: step.kind, outcome });
    deps.logger.warn({ incident: incident.id, step: step.key, facts, error }, 'step did not succeed');
    return facts;
  }
}

/** Appends what a step did. After a conflict the facts still hold: the effect is in the world. */
async function record(
  deps: StepDeps,
  base: Loaded,
  step: Step,
  bodies: readonly FactBody[],
): Promise<Loaded> {
  let loaded = base;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const at = deps.clock.now();
    const happenings = bodies.map((body) => ({ body, by: keyturn, door: 'timer' as const, at }));
    const { facts, incident } = evolveAll(loaded.incident, happenings, at);
    const result = await deps.log.append({
      base: loaded,
      facts,
      incident,
      nextDueAt: nextDueAt(incident, at),
      requestId: null,
      answer: null,
      episodes: [],
      groups: [],
      claims: [],
      applies: [],
    });
    if (result.outcome === 'appended') return result.loaded;
    const newer = await deps.log.load(base.incident.id);
    if (!newer) break;
    // Somebody else recorded this very step meanwhile.
    if (newer.incident.steps[step.key]?.state === 'done') return newer;
    loaded = newer;
  }
  throw new Error('a step could not be recorded');
}

/** Nothing is due: the index must not say otherwise, or the sweep would wake us for nothing. */
async function settleDue(deps: StepDeps, loaded: Loaded): Promise<Loaded> {
  await deps.index.setNextDue(
    loaded.incident.id,
    loaded.incident.version,
    nextDueAt(loaded.incident, deps.clock.now()),
  );
  return loaded;
}
