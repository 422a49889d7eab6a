import { keyturn } from '../domain/actor.ts';
import { dueSteps } from '../domain/due-steps.ts';
import type { FactBody, IncidentId } from '../domain/fact.ts';
import { FOLD_VERSION } from '../domain/incident.ts';
import type { Instant } from '../domain/instant.ts';
import { nextDueAt } from '../domain/next-due.ts';
import type { Step } from '../domain/step.ts';
import { RateLimited } from '../ports/failures.ts';
import type { Loaded } from '../ports/incident-log.ts';
import { appendHappenings } from './append-happenings.ts';
import { refreshViews } from './refresh-views.ts';
import { failedStep } from './steps/failed-step.ts';
import { performStep } from './steps/perform-step.ts';
import type { StepDeps } from './steps/step-deps.ts';
import { wakeReaders } from './wake-readers.ts';

/** More than this in one run means that steps make steps; the sweep goes on with the rest. */
const MAX_STEPS = 200;

/** Appending what a step did is tried against newer incidents this often; the step itself is done only once. */
const MAX_TRIES = 20;

/**
 * Brings the world to where the log says it should be: does the next due step, appends that it is done, and goes on;
 * then refreshes the messages that are edited in place, and notes when there is something to do again. Can be
 * interrupted anywhere and run again, by any process: until the last line the incident stays due.
 * Throws Unavailable when the log is away.
 */
export async function advanceIncident(deps: StepDeps, id: IncidentId): Promise<void> {
  await deps.sideNotes.exclusively(id, async () => {
    const loaded = await deps.log.load(id);
    // During an update a newer process may have written it: the newer one does its steps, too.
    if (!loaded || loaded.incident.foldVersion > FOLD_VERSION) return;
    await wakeReaders(deps, loaded.incident);
    const progress = { loaded };
    const stepsAt = await orLater(() => doDueSteps(deps, progress));
    // Edits have a budget of their own: the card does not grow old because an announcement has to wait.
    const viewsAt = await orLater(() => refreshViews(deps, progress.loaded.incident));
    const { incident } = progress.loaded;
    const dueAt = stepsAt ?? nextDueAt(incident, deps.clock.now());
    await deps.index.setNextDue(incident.id, incident.version, earlier(viewsAt, dueAt));
  });
}

/** The answer of `work`, or, when a budget of Slack's is used up, when there is more of it. */
async function orLater(work: () => Promise<Instant | null>): Promise<Instant | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RateLimited) return error.retryAt;
    throw error;
  }
}

/** Step by step, in order: what is to be said stays in its order, so a used-up budget holds back what comes after. */
async function doDueSteps(deps: StepDeps, progress: { loaded: Loaded }): Promise<null> {
  for (let count = 0; count < MAX_STEPS; count++) {
    const step = dueSteps(progress.loaded.incident, deps.clock.now())[0];
    if (!step) break;
    const outcome = await attempt(deps, progress.loaded, step);
    progress.loaded = await record(deps, progress.loaded, step, outcome);
  }
  return null;
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** What came of a step: the facts, or why it waits. A used-up budget is no fact: nothing was tried. */
async function attempt(deps: StepDeps, { incident, head }: Loaded, step: Step): Promise<readonly FactBody[]> {
  const again = await deps.sideNotes.beginStep(incident.id, step.key);
  try {
    const facts = await performStep(deps, incident, step, { again, head });
    deps.metrics.count('steps_total', { step: step.kind, outcome: 'done' });
    return facts;
  } catch (error) {
    if (error instanceof RateLimited) {
      // Else the next try would look for what this one left, at the cost of a budget that others need.
      if (!again) await deps.sideNotes.forgetStep(incident.id, step.key);
      throw error;
    }
    const facts = failedStep(incident, step, error, deps.clock.now());
    const outcome = facts.some(({ kind }) => kind === 'step.skipped') ? 'skipped' : 'blocked';
    deps.metrics.count('steps_total', { step: step.kind, outcome });
    deps.logger.warn({ incident: incident.id, step: step.key, facts, error }, 'step did not succeed');
    return facts;
  }
}

/** Steps that touch nothing outside: they only decide, on an incident that may be another one by now. */
const DECIDE_ONLY: readonly Step['kind'][] = [
  'propose-role',
  'escalate-role',
  'expire',
  'give-up-planning',
  'ask-postmortem',
];

/**
 * Appends what a step did. After a conflict the facts still hold, because the effect is in the world; what a step only
 * decided (somebody may have taken the role meanwhile), or why it failed, is dropped and found anew where it is still due.
 */
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
    const result = await appendHappenings(deps, { base: loaded, id: base.incident.id, happenings, at });
    if (result.outcome === 'appended') return result.loaded;
    const newer = await deps.log.load(base.incident.id);
    if (!newer) break;
    // Somebody else recorded this very step meanwhile.
    if (newer.incident.steps[step.key]?.state === 'done') return newer;
    if (DECIDE_ONLY.includes(step.kind) || bodies.some(({ kind }) => kind === 'step.blocked')) return newer;
    loaded = newer;
  }
  throw new Error('a step could not be recorded');
}
