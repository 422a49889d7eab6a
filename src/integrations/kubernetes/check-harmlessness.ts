import type { Instant } from '../../domain/instant.ts';
import type { Clock } from '../../ports/clock.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';
import type { Harmlessness } from '../../ports/cluster-reader.ts';
import { reviewAccess } from './access-review.ts';
import { atMost } from './at-most.ts';
import type { Discovery } from './discovery.ts';
import { covers, harmfulRights, harmsOf, type Right, rightWords, ruleRightWords } from './harmful-rights.ts';
import type { JsonDoor } from './json-door.ts';
import { readNames } from './read-names.ts';
import type { ReadScope } from './read-scope.ts';
import { reviewRules } from './rules-review.ts';

/** Several hundred questions: fast enough, and below what an API server queues for one client. */
const PARALLEL = 6;

const EVERYTHING: Right = { verb: '*', group: '*', resource: '*' };

const namespaceKind = {
  ...{ group: '', version: 'v1', name: 'namespaces', singular: 'namespace', kind: 'Namespace' },
  ...{ shortNames: ['ns'], namespaced: false, verbs: ['list'] },
};

type Deps = {
  readonly door: JsonDoor;
  readonly discovery: Discovery;
  readonly scope: ReadScope;
  readonly clock: Clock;
};

/** What the questions came to so far. `unanswered`: how many questions, by why. */
type Tally = {
  questions: number;
  readonly harms: Set<string>;
  readonly unanswered: Map<string, number>;
  readonly notes: Set<string>;
};

/**
 * Asks the API server for every right that would do harm: in the whole cluster, right by right, and for the rules that
 * hold in each namespace that may be read. What could not be asked or judged is said in `incomplete`. Throws
 * ClusterFailure when the cluster is away or does not accept the credentials.
 */
export async function checkHarmlessness(deps: Deps, until: Instant): Promise<Harmlessness> {
  const tally: Tally = { questions: 0, harms: new Set(), unanswered: new Map(), notes: new Set() };
  const checkedAt = deps.clock.now();
  const run = atMost(PARALLEL);
  const isAllowed = (right: Right) =>
    run(() =>
      counted(tally, async () => {
        const question = { ...right, namespace: null, name: null };
        const { allowed, trouble } = await reviewAccess(deps.door, question, until);
        if (trouble !== '') tally.notes.add(trouble);
        return allowed;
      }),
    );

  if (await isAllowed(EVERYTHING)) {
    tally.harms.add(`${rightWords(EVERYTHING)} in the whole cluster`);
    return reportOf(tally, checkedAt);
  }
  const rights = harmfulRights(await deps.discovery(until));
  const answers = await Promise.all(rights.map(isAllowed));
  const held = rights.filter((_, i) => answers[i]);
  for (const right of held) tally.harms.add(`${rightWords(right)} in the whole cluster`);

  const namespaces = await namespacesOf(deps, tally, until);
  const found = await Promise.all(
    namespaces.map((namespace) => run(() => harmsIn(deps, tally, { namespace, rights, held, until }))),
  );
  addNamespaced(tally, namespaces, found);
  return reportOf(tally, checkedAt);
}

async function namespacesOf(deps: Deps, tally: Tally, until: Instant): Promise<readonly string[]> {
  if (deps.scope.namespaces) return deps.scope.namespaces;
  const where = { resource: namespaceKind, namespace: null, labels: null, name: null };
  try {
    return (await readNames(deps, where, until)).map(({ name }) => name);
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    tally.notes.add(`the namespaces could not be listed, so none was looked into: ${error.detail}`);
    return [];
  }
}

/** The harms of one namespace that do not hold in the whole cluster anyway. */
async function harmsIn(
  { door }: Deps,
  tally: Tally,
  asked: {
    readonly namespace: string;
    readonly rights: readonly Right[];
    readonly held: readonly Right[];
    readonly until: Instant;
  },
): Promise<readonly string[]> {
  const { namespace, rights, held, until } = asked;
  const review = await counted(tally, () => reviewRules(door, namespace, until));
  if (!review) return [];
  if (review.trouble !== '') tally.notes.add(`the rules of namespaces: ${review.trouble}`);
  return harmsOf(review.rules)
    .filter((harm) => {
      const meant = rights.filter((right) => covers(harm, right));
      return meant.length === 0 || !meant.every((right) => held.includes(right));
    })
    .map(ruleRightWords);
}

/** A harm in every namespace is one line. */
function addNamespaced(
  tally: Tally,
  namespaces: readonly string[],
  found: readonly (readonly string[])[],
): void {
  const where = new Map<string, Set<string>>();
  found.forEach((harms, i) => {
    for (const harm of harms) where.set(harm, (where.get(harm) ?? new Set()).add(namespaces[i] ?? ''));
  });
  for (const [harm, places] of where) {
    if (places.size === namespaces.length && places.size > 1) tally.harms.add(`${harm} in every namespace`);
    else for (const place of places) tally.harms.add(`${harm} in ${place}`);
  }
}

/** Counts a question; null when it was not answered. */
async function counted<T>(tally: Tally, ask: () => Promise<T>): Promise<T | null> {
  tally.questions++;
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ClusterFailure) || error.kind === 'away' || error.kind === 'unauthorized')
      throw error;
    tally.unanswered.set(error.detail, (tally.unanswered.get(error.detail) ?? 0) + 1);
    return null;
  }
}

function reportOf({ questions, harms, unanswered, notes }: Tally, checkedAt: Instant): Harmlessness {
  return {
    checkedAt,
    questions,
    harms: [...harms].sort(),
    incomplete: [
      ...[...unanswered].map(
        ([why, count]) => `${count} of ${questions} questions were not answered: ${why}`,
      ),
      ...notes,
    ],
  };
}
