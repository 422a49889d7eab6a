import type { IncidentId } from '../domain/fact.ts';
import { Unavailable } from '../ports/failures.ts';
import {
  declareForKey,
  fromFirstWanting,
  giveToStorm,
  stormNow,
  type Unowned,
} from './drain-alerts-declare.ts';
import { type Failures, isolated } from './drain-alerts-isolate.ts';
import { applyToOwner } from './drain-alerts-owner.ts';
import type { ApplyDeps, Work } from './drain-alerts-work.ts';

/** Lost races are rare and short; this many in a row mean that something is wrong. */
const MAX_TRIES = 20;

/**
 * Applies works to incidents, in their order for each correlation key: one append for each incident that is there, one
 * for each new one, one for a storm. What fails is in `failures`, and holds up nothing but its own key.
 * Throws Unavailable or Misconfigured when the world is broken.
 */
export async function applyWorks(deps: ApplyDeps, works: readonly Work[], failures: Failures): Promise<void> {
  let pending = works;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    if (pending.length === 0) return;
    const again = await applyOnce(deps, pending, failures);
    // In the order in which they came: lost races must not turn a key's works round.
    pending = works.filter((work) => again.has(work));
  }
  throw new Unavailable('too-many-conflicts');
}

async function applyOnce(
  deps: ApplyDeps,
  works: readonly Work[],
  failures: Failures,
): Promise<ReadonlySet<Work>> {
  const again = new Set<Work>();
  const { owned, unowned } = await findOwners(deps, works);
  for (const [id, own] of owned) {
    const left = await isolated(failures, own, (some) => applyToOwner(deps, id, some));
    for (const work of left.again) again.add(work);
    for (const [key, rest] of byKey(left.declare)) unowned.push({ key, from: id, works: rest });
  }
  for (const work of await declareAll(deps, unowned, failures)) again.add(work);
  return again;
}

/** New incidents one after the other, so that the storm is noticed where it begins; from there on all in one. */
async function declareAll(
  deps: ApplyDeps,
  unowned: readonly Unowned[],
  failures: Failures,
): Promise<readonly Work[]> {
  const wanting = unowned.map(fromFirstWanting).filter((one) => one !== null);
  for (const [i, one] of wanting.entries()) {
    const { blows } = await stormNow(deps);
    if (blows) {
      const keys = wanting.slice(i);
      const works = keys.flatMap((each) => each.works);
      const left = await isolated(failures, works, async (some) => {
        const among = keys.map((each) => ({
          ...each,
          works: each.works.filter((work) => some.includes(work)),
        }));
        const given = among.map(fromFirstWanting).filter((each) => each !== null);
        return given.length > 0 ? giveToStorm(deps, given) : { again: some, declare: [] };
      });
      return [...left.again, ...left.declare];
    }
    const left = await isolated(failures, one.works, (some) => declareForKey(deps, { ...one, works: some }));
    // What is left over looks for the owner it has by now.
    if (left.again.length > 0) return [...left.again, ...wanting.slice(i + 1).flatMap((each) => each.works)];
  }
  return [];
}

async function findOwners(
  deps: Pick<ApplyDeps, 'index'>,
  works: readonly Work[],
): Promise<{ readonly owned: ReadonlyMap<IncidentId, readonly Work[]>; readonly unowned: Unowned[] }> {
  const keys = [...byKey(works)];
  const owners = await Promise.all(keys.map(([key]) => deps.index.byCorrelationKey(key)));
  const ownerOf = new Map(keys.map(([key], i) => [key, owners[i] ?? null]));
  const owned = new Map<IncidentId, Work[]>();
  for (const work of works) {
    const owner = ownerOf.get(work.part.key);
    if (!owner) continue;
    const own = owned.get(owner) ?? [];
    own.push(work);
    owned.set(owner, own);
  }
  const unowned = keys
    .filter(([key]) => !ownerOf.get(key))
    .map(([key, own]): Unowned => ({ key, from: null, works: own }));
  return { owned, unowned };
}

function byKey(works: readonly Work[]): ReadonlyMap<string, readonly Work[]> {
  return Map.groupBy(works, ({ part }) => part.key);
}
