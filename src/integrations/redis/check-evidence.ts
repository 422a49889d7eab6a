import type { IncidentId } from '../../domain/fact.ts';
import type { Seal } from './check-chain.ts';
import type { Damage } from './damage.ts';
import { evidenceDigest } from './evidence-digest.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { StoreKeys } from './store-keys.ts';

export type EvidenceReport = { readonly matching: number; readonly damages: readonly Damage[] };

/** Compares an incident's kept texts with their seals, by id. What no fact has sealed is not judged. Throws Unavailable. */
export async function checkEvidence(
  { redis, keys }: { readonly redis: RedisConnection; readonly keys: StoreKeys },
  incident: IncidentId,
  seals: ReadonlyMap<string, Seal>,
): Promise<EvidenceReport> {
  const damages: Damage[] = [];
  for (const [id, { digest, version }] of seals) {
    // One at a time: a draft may have megabytes. As bytes, because two of them that are no UTF-8 read as the same text.
    const text = await reachRedis(redis.hgetBuffer(keys.incident(incident).evidence, id));
    if (text === null) damages.push({ kind: 'evidence-missing', id, sealedBy: version });
    else if (evidenceDigest(text) !== digest)
      damages.push({ kind: 'evidence-changed', id, sealedBy: version });
  }
  return { matching: seals.size - damages.length, damages };
}
