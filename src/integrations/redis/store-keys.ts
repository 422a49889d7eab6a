import type { IncidentId } from '../../domain/fact.ts';

export type InboxName = 'alerts' | 'slack';

/** Every key of the store. `prefix` has braces, e.g. `{keyturn}`: all keys share one slot of a Redis Cluster. */
export type StoreKeys = ReturnType<typeof createStoreKeys>;

/** The names of all keys under one prefix. */
export function createStoreKeys(prefix: string) {
  return {
    incident: (id: IncidentId) => incidentKeys(`${prefix}:incident:${id}`),
    inbox: (name: InboxName) => inboxKeys(`${prefix}:inbox:${name}`),
    mirror: (channel: string) => mirrorKeys(`${prefix}:mirror:${channel}`),
    incidents: {
      lastNumber: `${prefix}:incidents:last-number`,
      all: `${prefix}:incidents:all`,
      open: `${prefix}:incidents:open`,
      due: `${prefix}:incidents:due`,
      byChannel: `${prefix}:incidents:by-channel`,
      claims: `${prefix}:incidents:claims`,
      declaredByAlerts: `${prefix}:incidents:declared-by-alerts`,
      openStorms: `${prefix}:incidents:open-storms`,
      lastSeen: `${prefix}:incidents:last-seen`,
    },
    mirrorReadUpTo: `${prefix}:mirror:read-up-to`,
    backfills: { wanted: `${prefix}:backfills:wanted`, progress: `${prefix}:backfills:progress` },
    readings: { wanted: `${prefix}:readings:wanted`, progress: `${prefix}:readings:progress` },
    lastAlive: `${prefix}:last-alive`,
    ready: `${prefix}:ready`,
    /** `object`: the cluster's uid and the object's. */
    objectClaim: (object: string) => `${prefix}:object-claim:${object}`,
    groupKeys: (digest: string) => `${prefix}:group-keys:${digest}`,
    watchdogs: {
      heard: `${prefix}:watchdogs:heard`,
      upSince: `${prefix}:watchdogs:up-since`,
      lastUp: `${prefix}:watchdogs:last-up`,
    },
    answer: (digest: string) => `${prefix}:answer:${digest}`,
    slackEventSeen: (id: string) => `${prefix}:inbox:slack:seen:${id}`,
  };
}

function incidentKeys(base: string) {
  return {
    facts: `${base}:facts`,
    state: `${base}:state`,
    episodes: `${base}:episodes`,
    episodesByFingerprint: `${base}:episodes-by-fingerprint`,
    episodesByGroup: `${base}:episodes-by-group`,
    groups: `${base}:groups`,
    begunSteps: `${base}:begun-steps`,
    firstValues: `${base}:first-values`,
    shown: `${base}:shown`,
    evidence: `${base}:evidence`,
    lease: `${base}:lease`,
  };
}

function inboxKeys(base: string) {
  return {
    stream: `${base}:stream`,
    cursor: `${base}:cursor`,
    applied: `${base}:applied`,
    failures: `${base}:failures`,
    quarantine: `${base}:quarantine`,
    lastDigest: `${base}:last-digest`,
    lastHeard: `${base}:last-heard`,
    wantsConfirmation: `${base}:wants-confirmation`,
  };
}

function mirrorKeys(base: string) {
  return { records: `${base}:records`, salts: `${base}:salts`, order: `${base}:order` };
}
