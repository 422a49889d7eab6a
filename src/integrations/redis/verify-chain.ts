import { z } from 'zod';
import type { IncidentId } from '../../domain/fact.ts';
import type { Chain } from './chain.ts';
import { type ChainReport, createChainCheck, type State } from './check-chain.ts';
import { checkTexts } from './check-texts.ts';
import type { Damage } from './damage.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { StreamEntries } from './reply-schema.ts';
import { runScript, type Script } from './run-script.ts';
import type { StoreKeys } from './store-keys.ts';

export type VerifyDeps = {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
  readonly chain: Chain;
};

export type Verification = {
  readonly id: IncidentId;
  readonly facts: number;
  /** Mirrored texts that are as they were sealed, and those that no fact has sealed yet. */
  readonly texts: number;
  readonly unsealed: number;
  /** Slack events that wait to be applied: a text that one of them changed is sealed again after that. */
  readonly waiting: number;
  readonly head: string;
  /** Of which fact the noted head is. */
  readonly notedAt: number | null;
  readonly damages: readonly Damage[];
};

/** Checking what was written. Both throw Unavailable. */
export type Verify = {
  /**
   * Checks the chain, the snapshot and the mirrored texts of one incident; null when there is none. `head`: the
   * beginning of a head noted elsewhere (a channel, a postmortem, a process log), which the log must still contain.
   */
  incident(id: IncidentId, options?: { readonly head?: string }): Promise<Verification | null>;
  /** The chain's head now: whoever notes it elsewhere can tell later that nothing before it was dropped. */
  headOf(id: IncidentId): Promise<string | null>;
};

const ENTRIES_PER_READ = 200;

/** Texts that are changed and sealed again while they are compared are compared again, this often. */
const MAX_READS = 5;

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
const Outline = z
  .tuple([z.tuple([text, text, text, text, text]), Version, Version])
  .transform(([[version, head, snapshot, seal, sealKey], last, lastAdded]) => {
    const state: State | null =
      version === '' ? null : { version: Number(version), head, snapshot, seal, sealKey };
    return { state, last, lastAdded };
  });

type Outline = z.infer<typeof Outline>;

/** Verification for one store. */
export function createVerify(deps: VerifyDeps): Verify {
  return {
    incident: (id, { head } = {}) => verifyIncident(deps, id, head ?? null),
    headOf: (id) => reachRedis(deps.redis.hget(deps.keys.incident(id).state, 'head')),
  };
}

async function verifyIncident(
  deps: VerifyDeps,
  id: IncidentId,
  noted: string | null,
): Promise<Verification | null> {
  for (let reads = 1; ; reads += 1) {
    const outline = await readOutline(deps, id);
    if (outline.state === null && outline.lastAdded === 0) return null;
    const { facts, head, notedAt, seals, ...chain } = await followChain(deps, id, noted, outline);
    const { matching, unsealed, damages } = await checkTexts(deps, seals);
    const waiting = await reachRedis(deps.redis.xlen(deps.keys.inbox('slack').stream));
    const mayBeResealed = damages.length > 0 && reads < MAX_READS;
    if (mayBeResealed && (await readOutline(deps, id)).lastAdded !== outline.lastAdded) continue;
    const counts = { facts, texts: matching, unsealed, waiting };
    return { id, ...counts, head, notedAt, damages: [...chain.damages, ...damages] };
  }
}

async function readOutline({ redis, keys }: VerifyDeps, id: IncidentId): Promise<Outline> {
  const { facts, state } = keys.incident(id);
  return Outline.parse(await runScript(redis, outlineScript, [facts, state], []));
}

async function followChain(
  { redis, keys, chain }: VerifyDeps,
  id: IncidentId,
  noted: string | null,
  { state, last, lastAdded }: Outline,
): Promise<ChainReport> {
  const check = createChainCheck(chain, id, noted);
  for (let from = '-'; ; ) {
    const entries = StreamEntries.parse(
      await reachRedis(redis.xrange(keys.incident(id).facts, from, String(last), 'COUNT', ENTRIES_PER_READ)),
    );
    for (const entry of entries) check.take(entry);
    const latest = entries.at(-1);
    if (!latest || entries.length < ENTRIES_PER_READ) return check.end(state, lastAdded);
    from = `(${latest.id}`;
  }
}
