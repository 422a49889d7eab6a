import { isLabelName, isObjectName } from '../../domain/query/kubernetes-name.ts';
import { type Target, WORKLOAD } from '../../domain/query/query.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { noName } from './query-values.ts';
import { type QueryWord, straight } from './query-words.ts';

/** What a question is about: `namespace` when it was written in front of the name (`deploy/shop/checkout`). */
export type ReadTarget = Target & { readonly namespace: string | null };

/**
 * A kind as it may be typed: plural, singular, short name, Kind, `plural.group`. Which kinds there are the cluster
 * knows; here only what can't be one is refused.
 */
export function readKind(word: QueryWord, example: string): Result<string> {
  const kind = straight(word.text).toLowerCase();
  return isObjectName(kind)
    ? ok(kind)
    : refuse({ kind: 'invalid', what: `“${cut(word.text)}” can’t be a kind of objects.`, example });
}

/** An object's name as it may be typed: RFC 1123, small letters whatever the phone made of them. */
export function readObjectName(word: QueryWord, of: string, example: string): Result<string> {
  const name = straight(word.text).toLowerCase();
  return isObjectName(name) ? ok(name) : refuse({ kind: 'invalid', what: noName(word.text, of), example });
}

/**
 * `deploy/checkout`, `deploy checkout`, `Deployment shop/checkout`, `deploy/shop/checkout`; a name alone is a workload
 * or a pod. Null: nothing was typed.
 */
export function readTarget(words: readonly QueryWord[], example: string): Result<ReadTarget | null> {
  if (words.length === 0) return ok(null);
  const parts = words.flatMap(({ text, quoted }) =>
    text.split('/').map((part): QueryWord => ({ text: part, quoted })),
  );
  if (words.length > 2 || parts.length > 3) {
    const what =
      words.length > 2
        ? 'Ask for one object at a time.'
        : `“${cut(words[0]?.text ?? '')}” has too many slashes.`;
    return refuse({ kind: 'invalid', what, example });
  }
  const [first, second, third] = parts;
  if (!first) return ok(null);
  if (!second) return named(WORKLOAD, null, first, example);
  const kind = readKind(first, example);
  if (!kind.ok) return kind;
  if (!third) return named(kind.value, null, second, example);
  const namespace = straight(second.text).toLowerCase();
  if (!isLabelName(namespace)) {
    return refuse({ kind: 'invalid', what: noName(second.text, 'a namespace'), example });
  }
  return named(kind.value, namespace, third, example);
}

function named(
  resource: string,
  namespace: string | null,
  word: QueryWord,
  example: string,
): Result<ReadTarget> {
  const name = readObjectName(word, resource === WORKLOAD ? 'an object' : resource, example);
  return name.ok ? ok({ resource, namespace, name: name.value }) : name;
}

/** A target, or the refusal that one is needed. */
export function needTarget(words: readonly QueryWord[], what: string, example: string): Result<ReadTarget> {
  const target = readTarget(words, example);
  if (!target.ok) return target;
  return target.value === null ? refuse({ kind: 'invalid', what, example }) : ok(target.value);
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
