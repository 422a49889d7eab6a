import type { Seal } from './check-chain.ts';
import type { Damage } from './damage.ts';
import { recordDigest } from './mirror.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { StoreKeys } from './store-keys.ts';
import { StoredRecord } from './stored-schema.ts';

export type TextsReport = {
  readonly matching: number;
  readonly unsealed: number;
  readonly damages: readonly Damage[];
};

const RECORDS_PER_READ = 200;

/** Compares the mirrored records with their seals, by channel and ts. Throws Unavailable. */
export async function checkTexts(
  deps: { readonly redis: RedisConnection; readonly keys: StoreKeys },
  seals: ReadonlyMap<string, ReadonlyMap<string, Seal>>,
): Promise<TextsReport> {
  const damages: Damage[] = [];
  let [matching, unsealed] = [0, 0];
  for (const [channel, sealed] of seals) {
    const { records, salts, order } = deps.keys.mirror(channel);
    const all = [...sealed];
    for (let from = 0; from < all.length; from += RECORDS_PER_READ) {
      const some = all.slice(from, from + RECORDS_PER_READ);
      const names = some.map(([ts]) => ts);
      const [texts, inForce] = await reachRedis(
        Promise.all([deps.redis.hmget(records, ...names), deps.redis.hmget(salts, ...names)]),
      );
      some.forEach(([ts, seal], at) => {
        const kind = damageOf(texts[at] ?? null, inForce[at] ?? null, seal.digest);
        if (kind === null) matching += 1;
        else damages.push({ kind, channel, ts, sealedBy: seal.version });
      });
    }
    unsealed += Math.max(0, (await reachRedis(deps.redis.zcard(order))) - sealed.size);
  }
  return { matching, unsealed, damages };
}

function damageOf(
  text: string | null,
  salt: string | null,
  digest: string,
): 'text-changed' | 'text-missing' | null {
  if (text === null) return 'text-missing';
  const record = StoredRecord.safeParse(text);
  const isSame = record.success && salt !== null && recordDigest(salt, record.data) === digest;
  return isSame ? null : 'text-changed';
}
