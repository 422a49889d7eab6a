import { ok, refuse } from '../../domain/result.ts';
import { needTarget } from '../grammar/query-target.ts';
import { readScope } from '../grammar/query-values.ts';
import { straight } from '../grammar/query-words.ts';
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
    const [first, ...rest] = words.rest;
    const word = rest.length > 0 ? straight(first?.text ?? '').toLowerCase() : '';
    if (['restart', 'undo', 'pause', 'resume'].includes(word)) {
      return refuse({ kind: 'invalid', what: `rollout only shows, it does not ${word}.`, example });
    }
    // As kubectl would have it: `rollout status deploy/checkout`.
    const about = ['status', 'history'].includes(word) ? rest : words.rest;
    const target = needTarget(about, 'Say which workload.', example);
    if (!target.ok) return target;
    const { resource, name, namespace } = target.value;
    const scope = readScope(words, { named: true, own, inTarget: namespace }, example);
    return scope.ok ? ok({ kind: 'rollout', target: { resource, name }, scope: scope.value }) : scope;
  },
});
