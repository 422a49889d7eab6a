import type { Query, Question } from '../../src/domain/query/query.ts';
import { answerQuestion } from '../../src/workflows/answer-question.ts';
import { TAKEN } from '../builders/cluster.ts';
import { queryVerbs, read } from '../commands/read-query.ts';
import { createFakeCluster, type FakeCluster } from '../fakes/cluster-reader.ts';

/** Somebody in an incident of the namespace shop asks a cluster that has only what is given. */
export function createAnswerWorld(given: FakeCluster = {}) {
  const cluster = createFakeCluster(given);
  const ask = (text: string, over: Partial<Question> = {}) => {
    const query = read(text, 'shop');
    if (typeof query === 'string') throw new Error(query);
    const question: Question = { text, query, cluster: 'prod-eu1', namespaces: null, ...over };
    const deps = { clusters: cluster.clusters, clock: { now: () => TAKEN } };
    return answerQuestion(deps, question, TAKEN + 20_000);
  };
  return {
    ...cluster,
    ask,
    /** Everything that a person reads of the answer. */
    async reads(text: string, over: Partial<Question> = {}): Promise<string> {
      const { summary, text: whole, lookNext } = await ask(text, over);
      return [summary, whole ?? '', ...lookNext].join('\n');
    },
  };
}

/** One question of each kind that names shop/checkout where it can. */
export const oneOfEach: Readonly<Record<Query['kind'], string>> = {
  get: 'get pods -n shop',
  describe: 'describe deploy/checkout',
  logs: 'logs deploy/checkout',
  events: 'events -n shop',
  top: 'top pods -n shop',
  rollout: 'rollout deploy/checkout',
  changes: 'changes -n shop',
  images: 'images deploy/checkout',
  drain: 'drain node-a',
  'can-i': 'can-i list pods -n shop',
};

/** A verb that has no question above is a verb that nobody tests. */
export const verbNames: readonly string[] = queryVerbs.map(({ name }) => name);
