import type { FactBody, IncidentId } from '../../domain/fact.ts';
import { sealedEvidence } from '../../domain/sealed-evidence.ts';
import type { Chain } from './chain.ts';
import type { Damage } from './damage.ts';
import type { StreamEntry } from './reply-schema.ts';
import { isSealed, type State } from './snapshot-seal.ts';
import { StoredFact } from './stored-schema.ts';

/** The seal that is in force: the last one of a message's ts, or of a kept text's id. */
export type Seal = { readonly digest: string; readonly version: number };

export type ChainCheck = {
  /** Takes the next entry of the log, in the order in which Redis has them. What is wrong with it itself, or null. */
  take(entry: StreamEntry): Damage | null;
  /** Ends the check. `lastAdded`: the highest version that was ever added, also if it is gone. */
  end(state: State | null, lastAdded: number): ChainReport;
};

export type ChainReport = {
  readonly damages: readonly Damage[];
  readonly facts: number;
  readonly head: string;
  /** By channel, then by ts. */
  readonly seals: ReadonlyMap<string, ReadonlyMap<string, Seal>>;
  /** Of the kept texts, by id. */
  readonly evidence: ReadonlyMap<string, Seal>;
  /** The version whose head begins with the noted text; null if none does or none was noted. */
  readonly notedAt: number | null;
};

/**
 * Follows the chain of one incident entry by entry. Each entry carries the head it was linked to, so that a damage is
 * told by its place: what comes after it is checked on. `noted`: the beginning of a head somebody wrote down elsewhere.
 */
export function createChainCheck(chain: Chain, id: IncidentId, noted: string | null): ChainCheck {
  const damages: Damage[] = [];
  const seals = new Map<string, Map<string, Seal>>();
  const evidence = new Map<string, Seal>();
  let [facts, last, head, wasWhole, notedAt] = [0, 0, chain.start(id), true, null as number | null];

  return {
    take({ id: entry, fields }) {
      const version = Number.parseInt(entry, 10);
      const { fact = '', previous = '', mac = '', key = '' } = fields;
      const follows = version === last + 1;
      if (!follows) damages.push({ kind: 'facts-missing', from: last + 1, to: version - 1 });
      const damage = damageOf(chain, { version, fact, previous, mac, key });
      let found = damage;
      if (damage) add(damages, damage);
      // After a gap or a damage there is nothing trustworthy that it could follow.
      else if (follows && wasWhole && previous !== head)
        found = add(damages, { kind: 'link-broken', version });
      if (!damage) {
        const { body } = StoredFact.parse(fact);
        noteSeals(seals, body, version);
        for (const { id, digest } of sealedEvidence(body)) evidence.set(id, { digest, version });
      }
      // A changed fact may carry any head somebody wished for.
      if (!damage && noted !== null && mac.startsWith(noted)) notedAt = version;
      facts += 1;
      [last, head, wasWhole] = [version, mac, damage === null];
      return found;
    },
    end(state, lastAdded) {
      for (const damage of endDamages(chain, id, { state, last, lastAdded, head })) add(damages, damage);
      if (noted !== null && notedAt === null) damages.push({ kind: 'head-unknown', head: noted });
      return { damages, facts, head, seals, evidence, notedAt };
    },
  };
}

/** A key that we do not have is one damage, not one for every fact it was used for. */
function add(damages: Damage[], damage: Damage): Damage {
  const isKnown =
    damage.kind === 'key-unknown' && damages.some((d) => d.kind === damage.kind && d.key === damage.key);
  if (!isKnown) damages.push(damage);
  return damage;
}

type Entry = { version: number; fact: string; previous: string; mac: string; key: string };

function damageOf(chain: Chain, { version, fact, previous, mac, key }: Entry): Damage | null {
  const holds = chain.holds(previous, fact, { mac, key });
  if (holds === null) return { kind: 'key-unknown', key, version };
  const parsed = StoredFact.safeParse(fact);
  if (!holds || !parsed.success) return { kind: 'fact-changed', version };
  const found = parsed.data.version;
  return found === version ? null : { kind: 'fact-moved', version, found };
}

function noteSeals(seals: Map<string, Map<string, Seal>>, body: FactBody, version: number): void {
  if (body.kind !== 'messages.sealed') return;
  const channel = seals.get(body.channel) ?? new Map<string, Seal>();
  for (const { ts, digest } of body.records) channel.set(ts, { digest, version });
  seals.set(body.channel, channel);
}

function endDamages(
  chain: Chain,
  id: IncidentId,
  { state, last, lastAdded, head }: { state: State | null; last: number; lastAdded: number; head: string },
): Damage[] {
  const damages: Damage[] = [];
  const known = Math.max(lastAdded, state?.version ?? 0);
  if (known > last) damages.push({ kind: 'tail-cut', from: last + 1, to: known });
  if (!state) return [...damages, { kind: 'snapshot-missing' }];
  if (state.version < last) damages.push({ kind: 'snapshot-behind', version: state.version });
  const sealed = isSealed(chain, id, state);
  if (sealed === null) damages.push({ kind: 'key-unknown', key: state.sealKey, version: state.version });
  const hasOtherHead = state.version === last && state.head !== head;
  if (sealed === false || hasOtherHead) damages.push({ kind: 'snapshot-changed' });
  return damages;
}
