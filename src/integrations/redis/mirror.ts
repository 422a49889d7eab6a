import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { MirrorRecord } from '../../domain/mirror-record.ts';
import type { Mirror } from '../../ports/mirror.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript, type Script } from './run-script.ts';
import type { StoreKeys } from './store-keys.ts';
import { StoredRecord } from './stored-schema.ts';

export type MirrorDeps = { readonly redis: RedisConnection; readonly keys: StoreKeys };

const RECORDS_PER_CALL = 200;

/** KEYS: records, salts, order. ARGV: for each record its ts, its JSON and a salt. Answers with the salts in force. */
const putScript: Script = {
  lua: `
local salts = {}
for at = 1, #ARGV, 3 do
  redis.call('HSET', KEYS[1], ARGV[at], ARGV[at + 1])
  redis.call('HSETNX', KEYS[2], ARGV[at], ARGV[at + 2])
  redis.call('ZADD', KEYS[3], 0, ARGV[at])
  table.insert(salts, redis.call('HGET', KEYS[2], ARGV[at]))
end
return salts
`,
};

const Salts = z.array(z.string());

/**
 * The texts of the channels. A record's digest is keyed by a random salt that is kept beside it and stays: without the
 * salt, a digest in the log says nothing about a text, so erasing both erases the text for good. Throws Unavailable.
 */
export function createMirror({ redis, keys }: MirrorDeps): Mirror {
  return {
    async get(channel, ts) {
      const records = await read({ redis, keys }, channel, ts);
      return new Map(records.map((record) => [record.ts, record]));
    },
    async put(channel, records) {
      const { records: texts, salts, order } = keys.mirror(channel);
      const digests = new Map<string, string>();
      for (const some of inPieces(records)) {
        const args = some.flatMap((record) => [
          record.ts,
          JSON.stringify(record),
          randomBytes(16).toString('hex'),
        ]);
        const inForce = Salts.parse(await runScript(redis, putScript, [texts, salts, order], args));
        some.forEach((record, at) => {
          digests.set(record.ts, recordDigest(inForce[at] ?? '', record));
        });
      }
      return digests;
    },
    async range(channel, { oldest, latest }) {
      const from = oldest === undefined ? '-' : `[${oldest}`;
      const to = latest === undefined ? '+' : `[${latest}`;
      // Slack's ts all have the same length, so their order as texts is their order in time.
      const ts = await reachRedis(redis.zrangebylex(keys.mirror(channel).order, from, to));
      return read({ redis, keys }, channel, ts);
    },
    readUpTo: (channel) => reachRedis(redis.hget(keys.mirrorReadUpTo, channel)),
    async setReadUpTo(channel, ts) {
      await reachRedis(redis.hset(keys.mirrorReadUpTo, channel, ts));
    },
  };
}

/** What a seal in the log says about a record: HMAC-SHA256 over its canonical JSON, keyed by its salt. Hex. */
export function recordDigest(salt: string, record: MirrorRecord): string {
  return createHmac('sha256', salt).update(canonicalJson(record)).digest('hex');
}

async function read(
  { redis, keys }: MirrorDeps,
  channel: string,
  ts: readonly string[],
): Promise<MirrorRecord[]> {
  const records: MirrorRecord[] = [];
  for (const some of inPieces(ts)) {
    const texts = await reachRedis(redis.hmget(keys.mirror(channel).records, ...some));
    for (const text of texts) if (text !== null) records.push(StoredRecord.parse(text));
  }
  return records;
}

function* inPieces<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += RECORDS_PER_CALL) {
    yield items.slice(from, from + RECORDS_PER_CALL);
  }
}
