import { WORKLOAD } from '../../domain/query/query.ts';
import { ok, refuse } from '../../domain/result.ts';
import { readTarget } from '../grammar/query-target.ts';
import { type QueryVerb, queryVerb } from '../query-verb.ts';

const example = '/incident drain ip-10-0-1-7';

export const drainVerb: QueryVerb = queryVerb({
  name: 'drain',
  aliases: [],
  usage: 'drain <node>',
  summary:
    'What a drain of a node would do: who goes, in which order, what is in the way; nothing is evicted',
  examples: ['drain ip-10-0-1-7'],
  options: [],
  read(words) {
    const target = readTarget(words.rest, example);
    if (!target.ok) return target;
    if (target.value === null) return refuse({ kind: 'invalid', what: 'Say which node.', example });
    const { resource, name, namespace } = target.value;
    const isNode = [WORKLOAD, 'node', 'nodes', 'no'].includes(resource) && namespace === null;
    if (!isNode) return refuse({ kind: 'invalid', what: 'Only nodes are drained.', example });
    return ok({ kind: 'drain', node: name, scope: { kind: 'all' } });
  },
});
