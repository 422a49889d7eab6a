import { z } from 'zod';
import type { IncidentId } from '../../domain/fact.ts';
import type { Chain } from './chain.ts';
import { type ChainReport, createChainCheck } from './check-chain.ts';
import type { Damage } from './damage.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { StreamEntries, type StreamEntry } from './reply-schema.ts';
import { runScript, type Script } from './run-script.ts';
import type { State } from './snapshot-seal.ts';
import type { StoreKeys } from './store-keys.ts';

export type FollowChainDeps = {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
  readonly chain: Chain;
};

/** What an incident's log and state say of themselves at one moment. */
export type Outline = {
  readonly state: State | null;
  /** The version of the last fact. */
  readonly last: number;
  /** The highest version that was ever added, also if it is gone. */
  readonly lastAdded: number;
};

const ENTRIES_PER_READ = 200;

/**
 * KEYS: facts, state. The state, the version of the last fact, and the highest version that was ever added (a stream
 * remembers it when the entry is gone): of one moment, so that a log can be verified while it is written.
 */
const outlineScript: Script = {
  lua: `
local state = redis.call('HMGET', KEYS[2], 'version', 'head', 'snapshot', 'seal', 'sealKey')
for at = 1, 5 do state[at] = state[at] or '' end
if redis.call('EXISTS', KEYS[1]) == 0 then return { state, '0-0', '0-0' } end
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local info = redis.call('XINFO', 'STREAM', KEYS[1])
for at = 1, #info, 2 do
  if info[at] == 'last-generated-id' then return { state, last and last[1] or '0-0', info[at + 1] } end
end
`,
};

const text = z.string();
const Version = text.transform((id) => Number.parseInt(id, 10));
const OutlineReply = z
  .tuple([z.tuple([text, text, text, text, text]), Version, Version])
  .transform(([[version, head, snapshot, seal, sealKey], last, lastAdded]): Outline => {
    const state: State | null =
      version === '' ? null : { version: Number(version), head, snapshot, seal, sealKey };
    return { state, last, lastAdded };
  });

/** Reads the outline of one incident; null when there is none and never was. Throws Unavailable. */
export async function readOutline(
  { redis, keys }: Pick<FollowChainDeps, 'redis' | 'keys'>,
  id: IncidentId,
): Promise<Outline | null> {
  const { facts, state } = keys.incident(id);
  const outline = OutlineReply.parse(await runScript(redis, outlineScript, [facts, state], []));
  return outline.state === null && outline.lastAdded === 0 ? null : outline;
}

/**
 * Follows the chain of one incident from its first fact to the last that `outline` knows, some hundred facts at a time.
 * `noted`: the beginning of a head that somebody wrote down. `seen` gets each entry, with what is wrong with it (null:
 * nothing). Throws Unavailable.
 */
export async function followChain(
  { redis, keys, chain }: FollowChainDeps,
  id: IncidentId,
  { last, lastAdded, state, noted = null }: Outline & { readonly noted?: string | null },
  seen: (entry: StreamEntry, damage: Damage | null) => void = () => {},
): Promise<ChainReport> {
  const check = createChainCheck(chain, id, noted);
  for (let from = '-'; ; ) {
    const entries = StreamEntries.parse(
      await reachRedis(redis.xrange(keys.incident(id).facts, from, String(last), 'COUNT', ENTRIES_PER_READ)),
    );
    for (const entry of entries) seen(entry, check.take(entry));
    const latest = entries.at(-1);
    if (!latest || entries.length < ENTRIES_PER_READ) return check.end(state, lastAdded);
    from = `(${latest.id}`;
  }
}
