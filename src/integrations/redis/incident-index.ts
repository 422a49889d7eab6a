import type { IncidentId } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { IncidentIndex } from '../../ports/incident-index.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript, type Script } from './run-script.ts';
import type { StoreKeys } from './store-keys.ts';
import { StoredIncident } from './stored-schema.ts';

export type IncidentIndexDeps = { readonly redis: RedisConnection; readonly keys: StoreKeys };

/** KEYS: state, due. ARGV: id, version, at or ''. */
const setNextDueScript: Script = {
  lua: `
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[2] then return 0 end
if ARGV[3] == '' then redis.call('ZREM', KEYS[2], ARGV[1]) else redis.call('ZADD', KEYS[2], ARGV[3], ARGV[1]) end
return 1
`,
};

/** The indexes that every append keeps; see append-script.ts for when an incident enters and leaves each. Throws Unavailable. */
export function createIncidentIndex({ redis, keys }: IncidentIndexDeps): IncidentIndex {
  const { incidents } = keys;
  const openIds = () => reachRedis(redis.zrevrange(incidents.open, 0, -1));
  return {
    byChannel: (channel) => reachRedis(redis.hget(incidents.byChannel, channel)),
    byCorrelationKey: (key) => reachRedis(redis.hget(incidents.claims, key)),
    openIds,
    open: async () => read({ redis, keys }, await openIds()),
    async recent(limit) {
      if (limit <= 0) return [];
      return read({ redis, keys }, await reachRedis(redis.zrevrange(incidents.all, 0, limit - 1)));
    },
    due: (at, limit) => reachRedis(redis.zrangebyscore(incidents.due, '-inf', at, 'LIMIT', 0, limit)),
    async setNextDue(id, version, at) {
      await runScript(
        redis,
        setNextDueScript,
        [keys.incident(id).state, incidents.due],
        [id, version, at ?? ''],
      );
    },
    async storm(since) {
      const [declared, [open]] = await reachRedis(
        Promise.all([
          redis.zcount(incidents.declaredByAlerts, `(${since}`, '+inf'),
          redis.zrevrange(incidents.openStorms, 0, 0),
        ]),
      );
      return { declared, open: open ?? null };
    },
  };
}

async function read({ redis, keys }: IncidentIndexDeps, ids: readonly IncidentId[]): Promise<Incident[]> {
  const snapshots = await reachRedis(
    Promise.all(ids.map((id) => redis.hget(keys.incident(id).state, 'snapshot'))),
  );
  return snapshots.flatMap((snapshot) => (snapshot === null ? [] : [StoredIncident.parse(snapshot)]));
}
