import { nearest } from '../../domain/nearest.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { readKind, readObjectName } from '../grammar/query-target.ts';
import { readScope } from '../grammar/query-values.ts';
import { type QueryWord, straight } from '../grammar/query-words.ts';
import { type QueryVerb, queryVerb } from '../query-verb.ts';

const example = '/incident can-i list pods -n shop';

/** The verbs that RBAC knows. */
const verbs = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'use',
  'bind',
  'escalate',
  'impersonate',
  'approve',
  'sign',
  'proxy',
];

/** `pods/log` is a part of a pod, `pods/checkout` is a pod. */
const subresources = [
  'log',
  'exec',
  'attach',
  'portforward',
  'proxy',
  'status',
  'scale',
  'eviction',
  'binding',
  'token',
  'ephemeralcontainers',
  'finalizers',
  'approval',
];

export const canIVerb: QueryVerb = queryVerb({
  name: 'can-i',
  aliases: ['cani', 'can'],
  usage: 'can-i <verb> <kind> [name] [-n ns | -A]',
  summary: 'What Keyturn itself may do in the cluster; for a no, the rule that would allow it',
  examples: ['can-i list pods -n shop', 'can-i get pods/log', 'can-i list nodes'],
  options: ['namespace', 'all-namespaces'],
  read(words, own) {
    const [verbWord, kindWord, nameWord, ...more] =
      words.rest[0]?.text.toLowerCase() === 'i' ? words.rest.slice(1) : words.rest;
    if (!verbWord || !kindWord || more.length > 0) {
      return refuse({ kind: 'invalid', what: 'Say a verb and a kind of objects.', example });
    }
    const verb = readVerb(verbWord);
    if (!verb.ok) return verb;
    const about = readAbout(kindWord, nameWord);
    if (!about.ok) return about;
    const scope = readScope(words, { named: false, own }, example);
    return scope.ok ? ok({ kind: 'can-i', verb: verb.value, ...about.value, scope: scope.value }) : scope;
  },
});

function readVerb({ text }: QueryWord): Result<string> {
  const typed = straight(text).toLowerCase();
  if (verbs.includes(typed)) return ok(typed);
  const near = nearest(typed.slice(0, 40), verbs);
  const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  const what = `“${shown}” is no verb that a rule may name.${near ? ` Did you mean ${near}?` : ` There are ${verbs.slice(0, 8).join(', ')}.`}`;
  return refuse({ kind: 'invalid', what, example });
}

/** `pods`, `pods checkout-1`, `pods/checkout-1`, `pods/log`, `pods/log checkout-1`. */
function readAbout(
  kindWord: QueryWord,
  nameWord: QueryWord | undefined,
): Result<{ readonly resource: string; readonly name: string | null }> {
  const [kindText = '', part, ...more] = kindWord.text.split('/');
  if (more.length > 0) return refuse({ kind: 'invalid', what: 'That has too many slashes.', example });
  const kind = readKind({ ...kindWord, text: kindText }, example);
  if (!kind.ok) return kind;
  const subresource =
    part !== undefined && subresources.includes(part.toLowerCase()) ? part.toLowerCase() : null;
  const word = subresource === null && part !== undefined ? { ...kindWord, text: part } : nameWord;
  if (subresource === null && part !== undefined && nameWord) {
    return refuse({ kind: 'invalid', what: 'Ask for one object at a time.', example });
  }
  const name = word ? readObjectName(word, kind.value, example) : ok(null);
  if (!name.ok) return name;
  return ok({
    resource: subresource === null ? kind.value : `${kind.value}/${subresource}`,
    name: name.value,
  });
}
