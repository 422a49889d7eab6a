import type { EvidenceStore } from '../../ports/evidence-store.ts';
import { evidenceDigest } from './evidence-digest.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { StoreKeys } from './store-keys.ts';

/** Texts kept with an incident, in a hash beside its log; the log has their SHA-256. Throws Unavailable. */
export function createEvidenceStore({
  redis,
  keys,
}: {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
}): EvidenceStore {
  return {
    async keep(incident, id, text) {
      await reachRedis(redis.hset(keys.incident(incident).evidence, id, text));
      return evidenceDigest(text);
    },
    read: (incident, id) => reachRedis(redis.hget(keys.incident(incident).evidence, id)),
    async readSealed(incident, id, digest) {
      // As bytes: two of them that are no UTF-8 read as the same text.
      const bytes = await reachRedis(redis.hgetBuffer(keys.incident(incident).evidence, id));
      return bytes && { text: bytes.toString('utf8'), asSealed: evidenceDigest(bytes) === digest };
    },
  };
}
