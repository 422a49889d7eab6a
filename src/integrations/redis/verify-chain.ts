import type { IncidentId } from '../../domain/fact.ts';
import { checkEvidence } from './check-evidence.ts';
import { checkTexts } from './check-texts.ts';
import type { Damage } from './damage.ts';
import { type FollowChainDeps, followChain, readOutline } from './follow-chain.ts';
import { reachRedis } from './reach-redis.ts';
import { StreamEntries } from './reply-schema.ts';

export type Verification = {
  readonly id: IncidentId;
  readonly facts: number;
  /** Mirrored texts that are as they were sealed, and those that no fact has sealed yet. */
  readonly texts: number;
  readonly unsealed: number;
  /** Kept texts that are as facts sealed them. */
  readonly kept: number;
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
   * Checks the chain, the snapshot, the mirrored and the kept texts of one incident; null when there is none. `head`: the
   * beginning of a head noted elsewhere (a channel, a postmortem, a process log), which the log must still contain.
   */
  incident(id: IncidentId, options?: { readonly head?: string }): Promise<Verification | null>;
  /**
   * The chain's head now, or as it was at a version: whoever notes it elsewhere can tell later that nothing before it was
   * dropped. Null when there is no such incident or fact.
   */
  headOf(id: IncidentId, version?: number): Promise<string | null>;
};

/** Texts that are changed and sealed again while they are compared are compared again, this often. */
const MAX_READS = 5;

/** Verification for one store. */
export function createVerify(deps: FollowChainDeps): Verify {
  return {
    incident: (id, { head } = {}) => verifyIncident(deps, id, head ?? null),
    headOf: (id, version) =>
      version === undefined
        ? reachRedis(deps.redis.hget(deps.keys.incident(id).state, 'head'))
        : headAt(deps, id, version),
  };
}

/** Each entry of the log carries the link that it was, which is the head as long as it is the last. */
async function headAt(deps: FollowChainDeps, id: IncidentId, version: number): Promise<string | null> {
  const at = `${version}-0`;
  const [entry] = StreamEntries.parse(
    await reachRedis(deps.redis.xrange(deps.keys.incident(id).facts, at, at)),
  );
  return entry?.fields.mac ?? null;
}

async function verifyIncident(
  deps: FollowChainDeps,
  id: IncidentId,
  noted: string | null,
): Promise<Verification | null> {
  for (let reads = 1; ; reads += 1) {
    const outline = await readOutline(deps, id);
    if (outline === null) return null;
    const chain = await followChain(deps, id, { ...outline, noted });
    const mirrored = await checkTexts(deps, chain.seals);
    const kept = await checkEvidence(deps, id, chain.evidence);
    const damages = [...mirrored.damages, ...kept.damages];
    const waiting = await reachRedis(deps.redis.xlen(deps.keys.inbox('slack').stream));
    const mayBeResealed = damages.length > 0 && reads < MAX_READS;
    if (mayBeResealed && (await readOutline(deps, id))?.lastAdded !== outline.lastAdded) continue;
    const texts = { texts: mirrored.matching, unsealed: mirrored.unsealed, kept: kept.matching };
    const { facts, head, notedAt } = chain;
    return { id, facts, ...texts, waiting, head, notedAt, damages: [...chain.damages, ...damages] };
  }
}
