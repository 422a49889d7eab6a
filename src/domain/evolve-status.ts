import { isPerson } from './actor.ts';
import { addNotice } from './evolve-notices.ts';
import type { Fact, FactBody } from './fact.ts';
import type { Incident, Times } from './incident.ts';
import { withoutAsked, withoutAsks } from './open-questions.ts';
import type { Status } from './status.ts';
import { wanting } from './wanting.ts';

type StatusFact = Extract<
  FactBody,
  { kind: 'status.changed' | 'incident.cancelled' | 'incident.reopened' | 'severity.changed' }
>;

/** Folds moves of status and severity. Each status is stamped the first time it is reached. */
export function evolveStatus(incident: Incident, fact: Fact, body: StatusFact): Incident {
  const next = { ...incident, topicRevision: incident.topicRevision + 1 };
  switch (body.kind) {
    case 'severity.changed':
      return addNotice({ ...next, severity: body.to }, fact, {
        kind: 'severity',
        from: body.from,
        to: body.to,
        reason: body.reason,
      });
    case 'incident.cancelled':
      return addNotice(
        {
          ...withoutAsks(next),
          status: 'cancelled',
          cancelReason: body.reason,
          endedBy: fact.by,
          times: { ...next.times, cancelledAt: fact.at },
        },
        fact,
        { kind: 'cancelled', reason: body.reason, text: body.text },
      );
    case 'incident.reopened':
      return reopened(next, fact, body.reason);
    case 'status.changed':
      return moved(next, fact, body);
  }
}

function reopened(incident: Incident, fact: Fact, reason: string): Incident {
  const open: Incident = {
    ...withoutAsked(incident, null),
    // What nobody ever accepted goes back to where somebody may accept it.
    status: incident.opened ? 'investigating' : 'triage',
    cancelReason: null,
    endedBy: null,
    reopenings: incident.reopenings + 1,
    unarchivedAt: null,
    // The reopening itself says that it fires again.
    toldFiring: 0,
    allClearToldAt: null,
    times: { ...incident.times, resolvedAt: null, closedAt: null, cancelledAt: null },
  };
  return addNotice(open, fact, { kind: 'reopened', reason });
}

function moved(
  incident: Incident,
  fact: Fact,
  body: Extract<StatusFact, { kind: 'status.changed' }>,
): Incident {
  const next: Incident = {
    ...incident,
    status: body.to,
    opened: incident.opened || (body.from === 'triage' && body.to !== 'resolved'),
    endedBy: body.to === 'resolved' ? fact.by : incident.endedBy,
    times: stamp(incident.times, body.to, fact.at),
    wanted: wanting(incident, body.from === 'triage' && isPerson(fact.by) ? [fact.by.user] : []).wanted,
  };
  if (body.to === 'resolved') {
    return addNotice(withoutAsks(next), fact, {
      kind: 'resolved',
      reason: body.reason,
      firing: incident.alerts.firing,
    });
  }
  // Leaving triage opens the channel; the card in it says so already.
  if (body.from === 'triage') return next;
  return addNotice(next, fact, { kind: 'status', from: body.from, to: body.to, reason: body.reason });
}

function stamp(times: Times, status: Status, at: number): Times {
  switch (status) {
    case 'identified':
      return { ...times, identifiedAt: times.identifiedAt ?? at };
    case 'mitigated':
      return { ...times, mitigatedAt: times.mitigatedAt ?? at };
    case 'monitoring':
      return { ...times, monitoringAt: times.monitoringAt ?? at };
    case 'resolved':
      // Who resolves without saying that it was mitigated has mitigated it by then.
      return { ...times, mitigatedAt: times.mitigatedAt ?? at, resolvedAt: times.resolvedAt ?? at };
    case 'closed':
      return { ...times, closedAt: times.closedAt ?? at };
    default:
      return times;
  }
}
