import { ok } from '../../domain/result.ts';
import { needTarget } from '../grammar/query-target.ts';
import { readScope } from '../grammar/query-values.ts';
import { type QueryVerb, queryVerb } from '../query-verb.ts';

const example = '/incident rollout deploy/checkout';

export const rolloutVerb: QueryVerb = queryVerb({
  name: 'rollout',
  aliases: ['rollouts', 'revisions'],
  usage: 'rollout <workload> [-n ns]',
  summary: 'Revisions of a workload: what each changed, when, and by which program; read, never changed',
  examples: ['rollout deploy/checkout', 'rollout ds/aws-node -n kube-system'],
  options: ['namespace', 'all-namespaces'],
  read(words, own) {
    const target = needTarget(words.rest, 'Say which workload.', example);
    if (!target.ok) return target;
    const { resource, name, namespace } = target.value;
    const scope = readScope(words, { named: true, own, inTarget: namespace }, example);
    return scope.ok ? ok({ kind: 'rollout', target: { resource, name }, scope: scope.value }) : scope;
  },
});
