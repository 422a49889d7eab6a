import { isPerson } from './actor.ts';
import { noAlerts } from './alert.ts';
import type { Fact, FactBody, IncidentId } from './fact.ts';
import { FOLD_VERSION, type Incident, type Times } from './incident.ts';
import { nothingInvestigated } from './investigation.ts';
import { emptyRole } from './role.ts';

type Declared = Extract<FactBody, { kind: 'incident.declared' }>;

/** The incident as it is right after its declaration. */
export function declared(id: IncidentId, fact: Fact, body: Declared): Incident {
  const declarer = isPerson(fact.by) ? fact.by.user : null;
  return {
    id,
    number: body.number,
    foldVersion: FOLD_VERSION,
    version: fact.version,
    recordedAt: fact.recordedAt,
    title: body.title,
    status: body.status,
    severity: body.severity,
    origin: body.origin,
    namespace: body.namespace,
    drill: body.drill,
    policy: body.policy,
    correlationKeys: body.correlationKey === null ? 0 : 1,
    touched: declarer !== null,
    opened: body.status !== 'triage',
    reopenings: 0,
    cancelReason: null,
    endedBy: null,
    times: timesAt(fact, body.beganAt, declarer !== null),
    channel: null,
    channelArchived: false,
    unarchivedAt: null,
    lostChannels: [],
    roles: Object.fromEntries(body.policy.roles.map((role) => [role, emptyRole])),
    links: body.links,
    lastUpdate: null,
    marked: 0,
    alerts: noAlerts,
    topAlerts: [],
    topGroups: [],
    toldFiring: 0,
    clearSince: null,
    clears: 0,
    allClearToldAt: null,
    topicRevision: 1,
    titleRevision: 0,
    wanted: declarer === null ? [] : [declarer],
    steps: {},
    notices: [],
    lastNotice: 0,
    investigation: nothingInvestigated,
    proposals: [],
    lastProposal: 0,
  };
}

function timesAt(fact: Fact, beganAt: number, acknowledged: boolean): Times {
  return {
    beganAt,
    declaredAt: fact.at,
    acknowledgedAt: acknowledged ? fact.at : null,
    identifiedAt: null,
    mitigatedAt: null,
    monitoringAt: null,
    resolvedAt: null,
    closedAt: null,
    cancelledAt: null,
  };
}
