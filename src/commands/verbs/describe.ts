import { ok } from '../../domain/result.ts';
import { needTarget } from '../grammar/query-target.ts';
import { readScope } from '../grammar/query-values.ts';
import { type QueryVerb, queryVerb } from '../query-verb.ts';

const example = '/incident describe deploy/checkout';

export const describeVerb: QueryVerb = queryVerb({
  name: 'describe',
  aliases: ['desc'],
  usage: 'describe <kind>/<name> [-n ns]',
  summary: 'One object: owners, conditions, containers and how they ended, probes, references, events',
  examples: ['describe deploy/checkout', 'describe pod checkout-7d9f-abcde', 'describe node ip-10-0-1-7'],
  options: ['namespace', 'all-namespaces'],
  read(words, own) {
    const target = needTarget(words.rest, 'Say which object.', example);
    if (!target.ok) return target;
    const { resource, name, namespace } = target.value;
    const scope = readScope(words, { named: true, own, inTarget: namespace }, example);
    return scope.ok ? ok({ kind: 'describe', target: { resource, name }, scope: scope.value }) : scope;
  },
});
