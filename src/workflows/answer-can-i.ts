import type { AccessRule } from '../domain/cluster/cluster-trouble.ts';
import type { Answer } from '../domain/query/answer.ts';
import { findResource } from '../domain/query/find-resource.ts';
import { ok, type Result } from '../domain/result.ts';
import { ruleLine, ruleYaml } from '../domain/wording/cluster/access-rule-words.ts';
import { type AskedFor, answered, refusedAnswer } from './answer-asked.ts';

/** What a reader needs; every other verb changes something. */
const READING = ['get', 'list', 'watch'];

/** Reading these is as good as writing. */
const NEVER = /^secrets$|\/(?:exec|attach|portforward|proxy|token)$/;

type Kind = { readonly group: string; readonly name: string; readonly namespaced: boolean };

/** `can-i`: what Keyturn's reader may do, in the API server's own answer. Throws ClusterFailure. */
export async function answerCanI(asked: AskedFor<'can-i'>): Promise<Answer> {
  const { query, reader, question, until } = asked;
  const [typed = '', subresource] = query.resource.split('/');
  const kind = await kindOf(asked, typed);
  if (!kind.ok) return refusedAnswer(kind.refusal);
  const { group, name, namespaced } = kind.value;
  const resource = subresource === undefined ? name : `${name}/${subresource}`;
  const namespace = namespaced && query.scope.kind === 'namespace' ? query.scope.namespace : null;
  const { allowed, reason } = await reader.mayI(
    { verb: query.verb, group, resource, namespace, name: query.name },
    until,
  );
  const rule: AccessRule = { verbs: [query.verb], group, resource, namespace };
  const harmful = !READING.includes(query.verb) || NEVER.test(resource);
  const one = query.name === null ? '' : ` (${query.name})`;
  const where = namespaced && namespace === null ? ' in all namespaces' : '';
  const right = `${ruleLine(rule)}${one}${where}`;
  if (!allowed) {
    const meant = harmful ? ' It is not meant to: it only reads.' : ' This rule would allow it.';
    return answered({
      summary: `No: Keyturn may not ${right} (${question.cluster}).${meant}`,
      text: harmful ? null : ruleYaml(rule),
      fileName: 'missing-rule.txt',
    });
  }
  const odd = harmful ? ' A reader should not have this right: keyturn doctor lists all such rights.' : '';
  return answered({
    summary: `Yes: Keyturn may ${right} (${question.cluster})${reason === '' ? '' : `, ${reason}`}.${odd}`,
  });
}

/** Secrets are never read, but whether they could be is worth asking. */
async function kindOf({ reader, until }: AskedFor<'can-i'>, typed: string): Promise<Result<Kind>> {
  if (/^secrets?$/.test(typed)) return ok({ group: '', name: 'secrets', namespaced: true });
  return findResource(await reader.resources(until), typed);
}
