import type { Resource } from '../domain/cluster/resource.ts';
import type { Instant } from '../domain/instant.ts';
import type { Answer } from '../domain/query/answer.ts';
import type { Query, Question, Scope } from '../domain/query/query.ts';
import { type Refusal, sentenceOf } from '../domain/refusal.ts';
import { ok, type Result, refuse } from '../domain/result.ts';
import type { ClusterReader } from '../ports/cluster-reader.ts';

/** One question on its way to one cluster. */
export type Asked = {
  readonly reader: ClusterReader;
  readonly question: Question;
  readonly now: Instant;
  readonly until: Instant;
};

/** The same, with the question's query narrowed to its kind. */
export type AskedFor<K extends Query['kind']> = Asked & { readonly query: Extract<Query, { kind: K }> };

/** An answer of which only some parts are worth saying. */
export function answered(parts: Partial<Answer> & Pick<Answer, 'summary'>): Answer {
  return { outcome: 'answered', text: null, fileName: '', lookNext: [], keep: 'first', ...parts };
}

/** Why the question makes no sense there, and what to type instead. */
export function refusedAnswer(refusal: Refusal, lookNext: readonly string[] = []): Answer {
  const { example, ...rest } = refusal;
  const next = lookNext.length > 0 ? lookNext : example === undefined ? [] : [example];
  return answered({ outcome: 'refused', summary: sentenceOf(rest), lookNext: next });
}

/** The namespaces to look in: null for all of them. */
export function namespacesIn({ question }: Asked, scope: Scope): readonly string[] | null {
  return scope.kind === 'namespace' ? [scope.namespace] : question.namespaces;
}

/** Refuses a cluster-scoped kind to who may see some namespaces only. */
export function mayBeSeen({ question }: Asked, resource: Resource): Result<Resource> {
  if (resource.namespaced || question.namespaces === null) return ok(resource);
  return refuse({
    kind: 'forbidden',
    what: `You may ask about ${question.namespaces.join(', ')}; ${resource.name} belong to no namespace.`,
  });
}

/** The question's text with a namespace after it: a line to type. */
export function againIn({ question }: Asked, namespace: string): string {
  return `/incident ${question.text} -n ${namespace}`;
}
