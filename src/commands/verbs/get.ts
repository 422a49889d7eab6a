import { ok, refuse } from '../../domain/result.ts';
import { readKind, readObjectName, readTarget } from '../grammar/query-target.ts';
import { readScope, readSelector } from '../grammar/query-values.ts';
import { type QueryVerb, queryVerb } from '../query-verb.ts';

const example = '/incident get pods -n shop';

export const getVerb: QueryVerb = queryVerb({
  name: 'get',
  aliases: ['show'],
  usage: 'get <kind> [name] [-n ns | -A] [-l selector]',
  summary: 'Objects of any kind as the API server prints them, custom ones too; Secrets are never read',
  examples: ['get pods -n shop', 'get deploy checkout', 'get nodes -l pool=blue', 'get certificates -A'],
  options: ['namespace', 'all-namespaces', 'selector'],
  read(words, own) {
    const [kindWord, nameWord, ...more] = words.rest;
    if (!kindWord || more.length > 0) {
      const what = kindWord ? 'Ask for one kind, and for one object or all.' : 'Say which kind of objects.';
      return refuse({ kind: 'invalid', what, example });
    }
    const labels = readSelector(words);
    if (!labels.ok) return labels;
    if (kindWord.text.includes('/') || nameWord?.text.includes('/')) {
      const target = readTarget(words.rest, example);
      if (!target.ok) return target;
      const { resource = '', name = null, namespace = null } = target.value ?? {};
      const scope = readScope(words, { named: true, own, inTarget: namespace }, example);
      return scope.ok ? ok({ kind: 'get', resource, name, scope: scope.value, labels: labels.value }) : scope;
    }
    const resource = readKind(kindWord, example);
    if (!resource.ok) return resource;
    const name = nameWord ? readObjectName(nameWord, resource.value, example) : ok(null);
    if (!name.ok) return name;
    const scope = readScope(words, { named: name.value !== null, own }, example);
    if (!scope.ok) return scope;
    return ok({
      kind: 'get',
      resource: resource.value,
      name: name.value,
      scope: scope.value,
      labels: labels.value,
    });
  },
});
