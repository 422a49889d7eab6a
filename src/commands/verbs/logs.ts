import type { Query } from '../../domain/query/query.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { OptionWords } from '../grammar/query-options.ts';
import { needTarget } from '../grammar/query-target.ts';
import { readContainer, readGrep, readScope, readSince, readTail } from '../grammar/query-values.ts';
import { type QueryVerb, queryVerb } from '../query-verb.ts';

const example = '/incident logs deploy/checkout --since 30m';

/** What a phone and a tired person can take in; more are asked for in so many words. */
const LINES = 200;

export const logsVerb: QueryVerb = queryVerb({
  name: 'logs',
  aliases: [],
  usage: 'logs <pod | deploy/name> [-c container] [--previous] [--since 2h] [--tail 200] [--grep text]',
  summary: 'Logs of a pod, or of all pods of a workload merged by time; --previous is what a crash left',
  examples: [
    'logs deploy/checkout --since 30m',
    'logs checkout-7d9f-abcde --previous',
    'logs deploy/checkout -c proxy --grep "connection refused"',
  ],
  options: ['namespace', 'all-namespaces', 'container', 'previous', 'since', 'tail', 'grep'],
  read(words, own) {
    const target = needTarget(words.rest, 'Say whose logs.', example);
    if (!target.ok) return target;
    const { resource, name, namespace } = target.value;
    const scope = readScope(words, { named: true, own, inTarget: namespace }, example);
    if (!scope.ok) return scope;
    const limits = readLimits(words);
    if (!limits.ok) return limits;
    const previous = words.flags.has('previous');
    return ok({ kind: 'logs', target: { resource, name }, scope: scope.value, previous, ...limits.value });
  },
});

type Limits = Pick<Extract<Query, { kind: 'logs' }>, 'container' | 'since' | 'tail' | 'grep'>;

function readLimits(words: OptionWords): Result<Limits> {
  const container = readContainer(words, example);
  if (!container.ok) return container;
  const since = readSince(words, example);
  if (!since.ok) return since;
  const tail = readTail(words, example);
  if (!tail.ok) return tail;
  const grep = readGrep(words, example);
  if (!grep.ok) return grep;
  return ok({
    container: container.value,
    since: since.value,
    tail: tail.value ?? LINES,
    grep: grep.value,
  });
}
