import type { Episode } from '../../domain/alert.ts';
import type { IncidentId } from '../../domain/fact.ts';
import type { Episodes } from '../../ports/episodes.ts';
import { fieldOfMember, fingerprintBounds, groupBounds } from './episode-field.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { StoreKeys } from './store-keys.ts';
import { StoredEpisode, StoredGroup } from './stored-schema.ts';

export type EpisodesDeps = { readonly redis: RedisConnection; readonly keys: StoreKeys };

/** Read in one go; a reply of tens of thousands would hold up everybody else's. */
const FIELDS_PER_READ = 500;

/** The episodes and groups that appends wrote beside the log. Throws Unavailable. */
export function createEpisodes({ redis, keys }: EpisodesDeps): Episodes {
  return {
    async all(id) {
      const fields = await reachRedis(redis.zrange(keys.incident(id).episodesByFingerprint, 0, '-1'));
      return read({ redis, keys }, id, fields);
    },
    async of(id, fingerprints) {
      const key = keys.incident(id).episodesByFingerprint;
      const latest = await reachRedis(
        Promise.all(
          [...new Set(fingerprints)].map((fingerprint) => {
            const { min, max } = fingerprintBounds(fingerprint);
            return redis.zrevrangebylex(key, max, min, 'LIMIT', 0, 1);
          }),
        ),
      );
      return read({ redis, keys }, id, latest.flat());
    },
    async ofGroup(id, group) {
      const { min, max } = groupBounds(group);
      const members = await reachRedis(redis.zrangebylex(keys.incident(id).episodesByGroup, min, max));
      const fields = members.map(fieldOfMember);
      const episodes = await read({ redis, keys }, id, fields);
      // An episode that moved to another group when the routes were edited is still listed under its old one.
      return episodes.filter((episode) => episode.group === group);
    },
    async groups(id, among) {
      if (among?.length === 0) return [];
      const key = keys.incident(id).groups;
      const groups = await reachRedis(among ? redis.hmget(key, ...among) : redis.hvals(key));
      return groups.flatMap((group) => (group === null ? [] : [StoredGroup.parse(group)]));
    },
    async lastSeenAt(id) {
      const at = await reachRedis(redis.zscore(keys.incidents.lastSeen, id));
      return at === null ? null : Number(at);
    },
    async touch(id, at) {
      // GT: heartbeats of several processes may come through in any order.
      await reachRedis(redis.zadd(keys.incidents.lastSeen, 'GT', String(at), id));
    },
  };
}

async function read(
  { redis, keys }: EpisodesDeps,
  id: IncidentId,
  fields: readonly string[],
): Promise<readonly Episode[]> {
  const episodes: Episode[] = [];
  for (let from = 0; from < fields.length; from += FIELDS_PER_READ) {
    const some = fields.slice(from, from + FIELDS_PER_READ);
    const values = await reachRedis(redis.hmget(keys.incident(id).episodes, ...some));
    for (const value of values) if (value !== null) episodes.push(StoredEpisode.parse(value));
  }
  return episodes;
}
