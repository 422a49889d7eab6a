import { ok } from '../../domain/result.ts';
import { needTarget } from '../grammar/query-target.ts';
import { readScope } from '../grammar/query-values.ts';
import { type QueryVerb, queryVerb } from '../query-verb.ts';

const example = '/incident images deploy/checkout';

export const imagesVerb: QueryVerb = queryVerb({
  name: 'images',
  aliases: ['image'],
  usage: 'images <workload> [-n ns]',
  summary: 'Which image each pod really runs: tag, digest, node and age, equal ones together',
  examples: ['images deploy/checkout', 'images sts/orders-db -n shop'],
  options: ['namespace', 'all-namespaces'],
  read(words, own) {
    const target = needTarget(words.rest, 'Say which workload.', example);
    if (!target.ok) return target;
    const { resource, name, namespace } = target.value;
    const scope = readScope(words, { named: true, own, inTarget: namespace }, example);
    return scope.ok ? ok({ kind: 'images', target: { resource, name }, scope: scope.value }) : scope;
  },
});
