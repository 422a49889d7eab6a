import type { Backfills } from '../../ports/backfills.ts';
import type { DeliveryInbox } from '../../ports/delivery-inbox.ts';
import type { Episodes } from '../../ports/episodes.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import type { GroupKeys } from '../../ports/group-keys.ts';
import type { IncidentIndex } from '../../ports/incident-index.ts';
import type { IncidentLog } from '../../ports/incident-log.ts';
import type { Log } from '../../ports/log.ts';
import type { Mirror } from '../../ports/mirror.ts';
import type { ObjectClaims } from '../../ports/object-claims.ts';
import type { Presence } from '../../ports/presence.ts';
import type { SideNotes } from '../../ports/side-notes.ts';
import type { SlackEventInbox } from '../../ports/slack-event-inbox.ts';
import type { WatchdogNotes } from '../../ports/watchdog-notes.ts';
import { type AuditTrail, createAuditTrail } from './audit-trail.ts';
import { createBackfills } from './backfills.ts';
import { type ChainKeys, createChain } from './chain.ts';
import { createDeliveryInbox } from './delivery-inbox.ts';
import { createEpisodes } from './episodes.ts';
import { createEvidenceStore } from './evidence-store.ts';
import { createGroupKeys } from './group-keys.ts';
import { createIncidentIndex } from './incident-index.ts';
import { createIncidentLog } from './incident-log.ts';
import { createMirror } from './mirror.ts';
import { createObjectClaims } from './object-claims.ts';
import { createPresence } from './presence.ts';
import type { RedisConnection } from './redis-connection.ts';
import { createSideNotes } from './side-notes.ts';
import { createSlackEventInbox } from './slack-event-inbox.ts';
import { createStoreKeys } from './store-keys.ts';
import { createVerify, type Verify } from './verify-chain.ts';
import { createWatchdogNotes } from './watchdog-notes.ts';

export type RedisStore = {
  readonly log: IncidentLog;
  readonly index: IncidentIndex;
  readonly episodes: Episodes;
  readonly deliveries: DeliveryInbox;
  readonly slackEvents: SlackEventInbox;
  readonly mirror: Mirror;
  readonly backfills: Backfills;
  /** How far the exports are with reading channels. */
  readonly readings: Backfills;
  readonly presence: Presence;
  readonly sideNotes: SideNotes;
  readonly groupKeys: GroupKeys;
  readonly watchdogNotes: WatchdogNotes;
  readonly evidence: EvidenceStore;
  readonly claims: ObjectClaims;
  readonly verify: Verify;
  readonly audit: AuditTrail;
  /** Ends the connection once everything under way is answered; at once when Redis is away. */
  close(): Promise<void>;
};

/**
 * Everything that Keyturn keeps in Redis. `redis` is a connection for requests (see connect-redis.ts); `prefix` has braces, so that all keys are in one slot of a Redis Cluster.
 */
export function createRedisStore(deps: {
  readonly redis: RedisConnection;
  readonly prefix?: string;
  readonly chainKeys: ChainKeys;
  readonly log: Log;
}): RedisStore {
  const { redis, log } = deps;
  const keys = createStoreKeys(deps.prefix ?? '{keyturn}');
  const chain = createChain(deps.chainKeys);
  return {
    log: createIncidentLog({ redis, keys, chain }),
    index: createIncidentIndex({ redis, keys }),
    episodes: createEpisodes({ redis, keys }),
    deliveries: createDeliveryInbox({ redis, keys }),
    slackEvents: createSlackEventInbox({ redis, keys }),
    mirror: createMirror({ redis, keys }),
    backfills: createBackfills({ redis, keys }),
    readings: createBackfills({ redis, keys, of: 'readings' }),
    presence: createPresence({ redis, keys }),
    sideNotes: createSideNotes({ redis, keys, log }),
    groupKeys: createGroupKeys({ redis, keys }),
    watchdogNotes: createWatchdogNotes({ redis, keys }),
    evidence: createEvidenceStore({ redis, keys }),
    claims: createObjectClaims({ redis, keys }),
    verify: createVerify({ redis, keys, chain }),
    audit: createAuditTrail({ redis, keys, chain }),
    async close() {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}
