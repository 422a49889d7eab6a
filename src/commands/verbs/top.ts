import type { Query } from '../../domain/query/query.ts';
import { ok, refuse } from '../../domain/result.ts';
import { readObjectName } from '../grammar/query-target.ts';
import { readScope } from '../grammar/query-values.ts';
import { straight } from '../grammar/query-words.ts';
import { type QueryVerb, queryVerb } from '../query-verb.ts';

const example = '/incident top pods -n shop';

type Of = Extract<Query, { kind: 'top' }>['of'];

const kinds: Readonly<Record<string, Of>> = {
  pods: 'pods',
  pod: 'pods',
  po: 'pods',
  nodes: 'nodes',
  node: 'nodes',
  no: 'nodes',
};

export const topVerb: QueryVerb = queryVerb({
  name: 'top',
  aliases: [],
  usage: 'top [pods | nodes] [name] [-n ns | -A]',
  summary: 'CPU and memory in use, the hungriest first, beside what was asked for',
  examples: ['top pods -n shop', 'top nodes', 'top pod checkout-7d9f-abcde'],
  options: ['namespace', 'all-namespaces'],
  read(words, own) {
    const typed = words.rest.flatMap(({ text, quoted }) =>
      text.split('/').map((part) => ({ text: part, quoted })),
    );
    const [first, second, ...more] = typed;
    const kind = first ? straight(first.text).toLowerCase() : 'pods';
    const of = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (of === undefined || more.length > 0) {
      return refuse({ kind: 'invalid', what: 'top knows pods and nodes, all of them or one.', example });
    }
    const name = second ? readObjectName(second, of, example) : ok(null);
    if (!name.ok) return name;
    const scope =
      of === 'nodes'
        ? ok({ kind: 'all' } as const)
        : readScope(words, { named: name.value !== null, own }, example);
    return scope.ok ? ok({ kind: 'top', of, name: name.value, scope: scope.value }) : scope;
  },
});
