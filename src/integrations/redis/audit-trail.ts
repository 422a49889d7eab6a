import type { Fact, IncidentId } from '../../domain/fact.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Damage } from './damage.ts';
import { type FollowChainDeps, followChain, readOutline } from './follow-chain.ts';
import { reachRedis } from './reach-redis.ts';
import { StreamEntries, type StreamEntry } from './reply-schema.ts';
import { isSealed } from './snapshot-seal.ts';
import { StoredFact, StoredIncident } from './stored-schema.ts';

/** A fact as it stands in a log. `head`: the chain's digest up to it. `whole` false: it was altered, or is not in its place. */
export type AuditedFact = { readonly fact: Fact; readonly head: string; readonly whole: boolean };

/** Reading all logs from outside, with proof. All throw Unavailable. */
export type AuditTrail = {
  /** The highest number that was ever given out, or stands in the index: incidents are INC-1 to this one. */
  lastNumber(): Promise<number>;
  /**
   * Reads one incident's log from its beginning and follows its chain; `seen` gets each fact in order. Null: there is no
   * such incident. 'older': nothing was recorded since `since`, as its sealed snapshot proves, so it was not read.
   */
  follow(
    id: IncidentId,
    since: Instant | null,
    seen: (audited: AuditedFact) => void,
  ): Promise<readonly Damage[] | 'older' | null>;
  /** The facts of these versions once more, for who kept only where they are. What cannot be read any more is left out. */
  read(id: IncidentId, versions: readonly number[]): Promise<readonly AuditedFact[]>;
};

/** The audit trail of one store. */
export function createAuditTrail(deps: FollowChainDeps): AuditTrail {
  const { redis, keys, chain } = deps;
  return {
    async lastNumber() {
      const [given, [, highest]] = await reachRedis(
        Promise.all([
          redis.get(keys.incidents.lastNumber),
          redis.zrevrange(keys.incidents.all, 0, 0, 'WITHSCORES'),
        ]),
      );
      return Math.max(Number(given ?? 0), Number(highest ?? 0));
    },
    async follow(id, since, seen) {
      const outline = await readOutline(deps, id);
      if (outline === null) return null;
      const { state, last, lastAdded } = outline;
      const isAtEnd = state !== null && state.version === last && last === lastAdded;
      if (since !== null && isAtEnd && isSealed(chain, id, state) === true) {
        if (StoredIncident.parse(state.snapshot).recordedAt < since) return 'older';
      }
      const { damages } = await followChain(deps, id, outline, (entry, damage) => {
        const fact = factOf(entry);
        if (fact) seen({ fact, head: entry.fields.mac ?? '', whole: damage === null });
      });
      return damages;
    },
    async read(id, versions) {
      const read = versions.map((version) => redis.xrange(keys.incident(id).facts, version, version));
      const entries = (await reachRedis(Promise.all(read))).flatMap((reply) => StreamEntries.parse(reply));
      return entries.flatMap((entry): AuditedFact[] => {
        const fact = factOf(entry);
        const { previous = '', mac = '', key = '' } = entry.fields;
        const whole = chain.holds(previous, entry.fields.fact ?? '', { mac, key }) === true;
        return fact ? [{ fact, head: mac, whole }] : [];
      });
    },
  };
}

function factOf({ fields }: StreamEntry): Fact | null {
  const parsed = StoredFact.safeParse(fields.fact);
  return parsed.success ? parsed.data : null;
}
