import { HOUR } from '../../domain/instant.ts';
import { ok, refuse } from '../../domain/result.ts';
import { readScope, readSince } from '../grammar/query-values.ts';
import { type QueryVerb, queryVerb } from '../query-verb.ts';

const example = '/incident changes --since 2h';

/** What broke something an hour ago was changed a little before. */
const WINDOW = 2 * HOUR;

export const changesVerb: QueryVerb = queryVerb({
  name: 'changes',
  aliases: ['change'],
  usage: 'changes [--since 2h] [-n ns | -A]',
  summary:
    'What was created, rolled out, scaled or changed lately; what reaches the whole cluster comes first',
  examples: ['changes --since 2h', 'changes --since 1d -n shop'],
  options: ['namespace', 'all-namespaces', 'since'],
  read(words, own) {
    if (words.rest.length > 0) {
      return refuse({ kind: 'invalid', what: 'changes takes no name, only -n, -A and --since.', example });
    }
    const since = readSince(words, example);
    if (!since.ok) return since;
    // Not only the incident's own namespace: what broke it may have been changed anywhere.
    const scope = readScope(words, { named: false, own: null }, example);
    if (!scope.ok) return scope;
    const near = scope.value.kind === 'namespace' ? scope.value.namespace : own;
    return ok({ kind: 'changes', since: since.value ?? WINDOW, scope: scope.value, near });
  },
});
