import { allClearDueAt, dueSteps, plannedSteps, stillFiringDueAt } from './due-steps.ts';
import { nextGateDueAt } from './gate-steps.ts';
import type { Incident } from './incident.ts';
import type { Instant } from './instant.ts';
import { nextExportAt } from './postmortem/export.ts';
import { nextExecutionAt } from './proposal/wanted-execution.ts';
import { nextEscalationAt } from './role-steps.ts';
import { nextDiagnosisAt } from './wanted-diagnosis.ts';
import { nextLookAt } from './watch-times.ts';

/** When `advance-incident` has something to do: now, at a retry, when somebody's time runs out; null: nothing waits. */
export function nextDueAt(incident: Incident, at: Instant): Instant | null {
  if (dueSteps(incident, at).length > 0) return at;
  const times = [
    allClearDueAt(incident),
    stillFiringDueAt(incident),
    nextEscalationAt(incident),
    nextDiagnosisAt(incident, at),
    nextLookAt(incident, at),
    nextExecutionAt(incident, at),
    nextGateDueAt(incident, at),
    nextExportAt(incident, at),
    ...plannedSteps(incident, at).map(({ key }) => retryAt(incident, key)),
  ].filter((time): time is Instant => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

function retryAt(incident: Incident, key: string): Instant | null {
  const state = incident.steps[key];
  return state?.state === 'blocked' ? state.retryAt : null;
}
