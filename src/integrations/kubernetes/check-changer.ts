import type { Instant } from '../../domain/instant.ts';
import type { Allowance } from '../../domain/proposal/gate-rules.ts';
import type { Clock } from '../../ports/clock.ts';
import { reviewAccess } from './access-review.ts';
import { actionRights, isOnNodes } from './action-rights.ts';
import { allowedChanges } from './allowed-changes.ts';
import { atMost } from './at-most.ts';
import { checkHarmlessness } from './check-harmlessness.ts';
import type { Discovery } from './discovery.ts';
import { type Right, rightWords } from './harmful-rights.ts';
import type { JsonDoor } from './json-door.ts';

const PARALLEL = 6;

/** What an identity for writing lacks and has too much, each as a line of words. */
export type ChangerRights = {
  /** `patch deployments.apps in shop (for restart, undo)`. */
  readonly missing: readonly string[];
  /** Rights that do harm and that no action uses: `get secrets in the whole cluster`. */
  readonly surplus: readonly string[];
};

type Question = Right & { readonly namespace: string | null; readonly name: string | null };

/** The namespace whose uid says which cluster this is. */
const WHICH_CLUSTER: Question = {
  ...{ verb: 'get', group: '', resource: 'namespaces', namespace: null, name: 'kube-system' },
};

/**
 * Asks the API server whether the identity behind the door may do what is offered in its cluster, right by right and
 * namespace by namespace, and nothing else that does harm. Throws ClusterFailure.
 */
export async function checkChanger(
  deps: { readonly door: JsonDoor; readonly discovery: Discovery; readonly clock: Clock },
  allowances: readonly Allowance[],
  until: Instant,
): Promise<ChangerRights> {
  const asked = questionsOf(allowances);
  const run = atMost(PARALLEL);
  const answers = await Promise.all(
    asked.map(({ question }) => run(() => reviewAccess(deps.door, question, until))),
  );
  const named = allowances.flatMap(({ namespaces }) => namespaces ?? []);
  const isEverywhere = allowances.some(({ namespaces }) => namespaces === null);
  const scope = { namespaces: isEverywhere ? null : [...new Set(named)], deny: [] };
  const { harms } = await checkHarmlessness({ ...deps, scope }, until);
  return {
    missing: asked.flatMap(({ question, why }, i) => (answers[i]?.allowed ? [] : [wordsOf(question, why)])),
    surplus: harms.filter(
      (harm) => !allowedChanges.some((right) => harm.startsWith(`${rightWords(right)} in `)),
    ),
  };
}

/** Each right once, with the actions it is for. */
function questionsOf(
  allowances: readonly Allowance[],
): readonly { readonly question: Question; readonly why: readonly string[] }[] {
  const questions = new Map<string, { readonly question: Question; readonly why: Set<string> }>();
  const add = (question: Question, why: string): void => {
    const key = wordsOf(question, []);
    const known = questions.get(key) ?? { question, why: new Set() };
    known.why.add(why);
    questions.set(key, known);
  };
  add(WHICH_CLUSTER, 'every change');
  for (const { namespaces, offered } of allowances) {
    for (const action of offered) {
      for (const right of actionRights[action]) {
        const places = isOnNodes(right) ? [null] : (namespaces ?? [null]);
        for (const namespace of places) add({ ...right, namespace, name: null }, action);
      }
    }
  }
  return [...questions.values()].map(({ question, why }) => ({ question, why: [...why] }));
}

function wordsOf(question: Question, why: readonly string[]): string {
  const { namespace, name } = question;
  const what = `${rightWords(question)}${name === null ? '' : ` ${name}`}`;
  const where = namespace === null ? 'the whole cluster' : namespace;
  return `${what} in ${where}${why.length === 0 ? '' : ` (for ${why.join(', ')})`}`;
}
