import { z } from 'zod';
import type { IncidentId } from '../../domain/fact.ts';
import type { Chain } from './chain.ts';
import { type ChainReport, createChainCheck, type State } from './check-chain.ts';
import { checkTexts } from './check-texts.ts';
import type { Damage } from './damage.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { StreamEntries } from './reply-schema.ts';
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

/** A log that is being written while it is read is read again, this often. */
const MAX_READS = 5;

const LastId = z.object({ 'last-generated-id': z.string() });

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
    const before = await readState(deps, id);
    const report = await followChain(deps, id, noted, before);
    if (report.facts === 0 && before === null) return null;
    const texts = await checkTexts(deps, report.seals);
    const waiting = await reachRedis(deps.redis.xlen(deps.keys.inbox('slack').stream));
    const after = await readState(deps, id);
    if (after?.version !== before?.version && reads < MAX_READS) continue;
    const { facts, head, notedAt } = report;
    const { matching, unsealed } = texts;
    const damages = [...report.damages, ...texts.damages];
    return { id, facts, texts: matching, unsealed, waiting, head, notedAt, damages };
  }
}

async function followChain(
  { redis, keys, chain }: VerifyDeps,
  id: IncidentId,
  noted: string | null,
  state: State | null,
): Promise<ChainReport> {
  const stream = keys.incident(id).facts;
  const check = createChainCheck(chain, id, noted);
  for (let from = '-'; ; ) {
    const entries = StreamEntries.parse(
      await reachRedis(redis.xrange(stream, from, '+', 'COUNT', ENTRIES_PER_READ)),
    );
    for (const entry of entries) check.take(entry);
    const last = entries.at(-1);
    if (!last || entries.length < ENTRIES_PER_READ) break;
    from = `(${last.id}`;
  }
  return check.end(state, await lastAdded(redis, stream));
}

async function readState({ redis, keys }: VerifyDeps, id: IncidentId): Promise<State | null> {
  const [version, head, snapshot, seal, sealKey] = await reachRedis(
    redis.hmget(keys.incident(id).state, 'version', 'head', 'snapshot', 'seal', 'sealKey'),
  );
  if (!version) return null;
  return {
    version: Number(version),
    head: head ?? '',
    snapshot: snapshot ?? '',
    seal: seal ?? '',
    sealKey: sealKey ?? '',
  };
}

/** A stream remembers the highest id it ever gave, also when the entry is deleted. */
async function lastAdded(redis: RedisConnection, stream: string): Promise<number> {
  if ((await reachRedis(redis.exists(stream))) === 0) return 0;
  const flat = z.array(z.unknown()).parse(await reachRedis(redis.xinfo('STREAM', stream)));
  const info: Record<string, unknown> = {};
  for (let at = 0; at + 1 < flat.length; at += 2) info[String(flat[at])] = flat[at + 1];
  return Number.parseInt(LastId.parse(info)['last-generated-id'], 10);
}
