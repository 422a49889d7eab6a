import type { FactBody } from './fact.ts';
import type { Incident } from './incident.ts';
import type { Request } from './request.ts';
import { ok, type Refused, type Result, refuse } from './result.ts';
import { isOpen, type Status } from './status.ts';

type Lifecycle = Extract<
  Request,
  { kind: 'accept' | 'decline' | 'change-status' | 'resolve' | 'reopen' | 'cancel' | 'change-severity' }
>;

/** Shorter reasons for a reopening say nothing to who reads them later. */
export const MIN_REOPEN_REASON = 10;

/** The rules of the lifecycle: any open status leads to any other but triage; what is over must be reopened first. */
export function decideLifecycle(incident: Incident, request: Lifecycle): Result<readonly FactBody[]> {
  switch (request.kind) {
    case 'accept':
      return accept(incident);
    case 'decline':
      return decline(incident, request.text);
    case 'change-status':
      return changeStatus(incident, request.to, request.reason);
    case 'resolve':
      return changeStatus(incident, 'resolved', request.reason);
    case 'reopen':
      return reopen(incident, request.reason);
    case 'cancel':
      return cancel(incident, request);
    case 'change-severity':
      return changeSeverity(incident, request);
  }
}

function accept(incident: Incident): Result<readonly FactBody[]> {
  if (incident.status === 'triage') return ok([moved('triage', 'investigating', null)]);
  return isOpen(incident.status) ? ok([]) : refuse(isOver(incident).refusal);
}

function decline(incident: Incident, text: string | null): Result<readonly FactBody[]> {
  if (incident.status === 'triage') return ok([{ kind: 'incident.cancelled', reason: 'declined', text }]);
  if (incident.status === 'cancelled') return ok([]);
  if (!isOpen(incident.status)) return isOver(incident);
  return refuse({
    kind: 'conflict',
    what: `${incident.id} was accepted already and is ${incident.status}. It can be cancelled with a reason.`,
    example: `/incident ${incident.id} cancel false-positive`,
  });
}

function changeStatus(incident: Incident, to: Status, reason: string | null): Result<readonly FactBody[]> {
  const from = incident.status;
  if (to === from) return ok([]);
  if (to === 'triage') {
    return refuse({
      kind: 'invalid',
      what: 'An incident does not go back to triage. Cancel it, or resolve it.',
    });
  }
  if (to === 'cancelled') {
    return refuse({
      kind: 'invalid',
      what: 'Cancelling needs its reason.',
      example: '/incident cancel false-positive',
    });
  }
  if (to === 'closed' && from === 'resolved') return ok([moved(from, to, reason)]);
  if (to === 'resolved' && from === 'closed') return ok([]);
  if (!isOpen(from)) return isOver(incident);
  if (to === 'closed') {
    return refuse({
      kind: 'conflict',
      what: `${incident.id} is ${from}. It is resolved first, then closed.`,
      example: '/incident resolve Rolled back to 1.41',
    });
  }
  return ok([moved(from, to, reason)]);
}

function reopen(incident: Incident, reason: string): Result<readonly FactBody[]> {
  if (isOpen(incident.status)) return ok([]);
  if (reason.trim().length < MIN_REOPEN_REASON) {
    return refuse({
      kind: 'invalid',
      what: `A reason of at least ${MIN_REOPEN_REASON} characters says to the others why it is open again.`,
      example: '/incident reopen Errors are back since 14:05',
    });
  }
  const facts: FactBody[] = [{ kind: 'incident.reopened', reason: reason.trim() }];
  // Whoever reopens what nobody ever accepted, accepts it.
  if (!incident.opened) facts.push(moved('triage', 'investigating', null));
  return ok(facts);
}

function cancel(
  incident: Incident,
  request: Extract<Lifecycle, { kind: 'cancel' }>,
): Result<readonly FactBody[]> {
  if (incident.status === 'cancelled') return ok([]);
  if (!isOpen(incident.status)) return isOver(incident);
  return ok([{ kind: 'incident.cancelled', reason: request.reason, text: request.text }]);
}

function changeSeverity(
  incident: Incident,
  request: Extract<Lifecycle, { kind: 'change-severity' }>,
): Result<readonly FactBody[]> {
  if (!isOpen(incident.status)) return isOver(incident);
  if (incident.severity === request.to) return ok([]);
  return ok([{ kind: 'severity.changed', from: incident.severity, to: request.to, reason: request.reason }]);
}

function moved(from: Status, to: Status, reason: string | null): FactBody {
  return { kind: 'status.changed', from, to, reason };
}

/** The refusal for a change to what is over. */
export function isOver(incident: Incident): Refused {
  return refuse({
    kind: 'conflict',
    what: `${incident.id} is ${incident.status}. Reopen it first, with the reason.`,
    example: `/incident ${incident.id} reopen Errors are back since 14:05`,
  });
}
