import type { Incident } from './incident.ts';
import { incidentSubject } from './incident-subject.ts';
import { type Instant, MINUTE } from './instant.ts';
import type { DiagnosisReason } from './investigation.ts';
import { isOpen } from './status.ts';

/** What spreads is looked at anew at most this often. */
const AGAIN_AFTER = 5 * MINUTE;

/**
 * Whether a diagnosis is due, and why. In triage, too: the cause helps to decide whether it is an incident. One that
 * failed waits for its retry. Alerts that name nothing of a cluster are diagnosed only when a person says what to look at.
 */
export function wantedDiagnosis(incident: Incident, at: Instant): DiagnosisReason | null {
  const { diagnosis } = incident.investigation;
  const mayTry = diagnosis.failure === null || diagnosis.failure.retryAt <= at;
  if (diagnosis.asked !== null) return mayTry ? 'asked' : null;
  if (!isOpen(incident.status) || incident.origin === 'watchdog' || !mayTry) return null;
  if (incidentSubject(incident) === null) return null;
  if (diagnosis.done === 0) return 'opened';
  return hasGrown(incident) && growthDueAt(incident) <= at ? 'grew' : null;
}

/** When a diagnosis is due that is not due yet; null: none waits. */
export function nextDiagnosisAt(incident: Incident, at: Instant): Instant | null {
  const { diagnosis } = incident.investigation;
  if (!isOpen(incident.status) && diagnosis.asked === null) return null;
  const times = [
    diagnosis.failure?.retryAt ?? null,
    diagnosis.done > 0 && hasGrown(incident) ? growthDueAt(incident) : null,
  ].filter((time): time is Instant => time !== null && time > at);
  return times.length === 0 ? null : Math.min(...times);
}

function hasGrown(incident: Incident): boolean {
  const before = incident.investigation.diagnosis.firing;
  return incident.alerts.firing >= Math.max(2 * before, before + 2);
}

function growthDueAt(incident: Incident): Instant {
  return (incident.investigation.diagnosis.at ?? 0) + AGAIN_AFTER;
}
