import { ok } from '../../domain/result.ts';
import { readTarget } from '../grammar/query-target.ts';
import { readScope } from '../grammar/query-values.ts';
import { type QueryVerb, queryVerb } from '../query-verb.ts';

const example = '/incident events deploy/checkout';

export const eventsVerb: QueryVerb = queryVerb({
  name: 'events',
  aliases: ['event'],
  usage: 'events [kind/name] [-n ns | -A]',
  summary: 'Events in the order of their last sight; of a workload with those of its pods',
  examples: ['events -n shop', 'events deploy/checkout', 'events node/ip-10-0-1-7'],
  options: ['namespace', 'all-namespaces'],
  read(words, own) {
    const target = readTarget(words.rest, example);
    if (!target.ok) return target;
    const { value } = target;
    const asked = { named: value !== null, own, inTarget: value?.namespace ?? null };
    const scope = readScope(words, asked, example);
    if (!scope.ok) return scope;
    const about = value === null ? null : { resource: value.resource, name: value.name };
    return ok({ kind: 'events', target: about, scope: scope.value });
  },
});
