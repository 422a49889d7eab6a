import type { Action } from '../../domain/action/action.ts';
import { targetKind, targetWords } from '../../domain/action/target-kinds.ts';
import type { Wish } from '../../domain/proposal/proposal.ts';
import { isLabelName } from '../../domain/query/kubernetes-name.ts';
import { ok, type Refused, type Result, refuse } from '../../domain/result.ts';
import { readKind, readObjectName } from './query-target.ts';
import { noName } from './query-values.ts';
import { type QueryWord, straight } from './query-words.ts';

/** The object as typed, and the words after it. `namespace`: written in front of the name (`deploy/shop/checkout`). */
export type TypedTarget = {
  readonly resource: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly rest: readonly QueryWord[];
};

/**
 * Takes the object from the beginning of the words: `deploy/checkout`, `deploy checkout`, `deploy/shop/checkout`, and a
 * name alone for an action that is for one kind only. Which kinds there are the cluster knows; what can't be one, and what
 * the action is certainly not for, is refused here.
 */
export function takeTarget(
  action: Action,
  words: readonly QueryWord[],
  example: string,
): Result<TypedTarget> {
  const [first, second, ...more] = words;
  if (!first) return which(action, `Say what to ${action.name}.`, 'checkout', example);
  if (first.text.includes('/')) return slashed(action, first, words.slice(1), example);
  const only = action.kinds.length === 1 ? action.kinds[0] : undefined;
  const isKind = targetKind(first.text) !== null || only === undefined;
  if (second && isKind) return target(action, { kind: first, name: second, rest: more, example });
  if (only === undefined || (isKind && targetKind(first.text)?.kind === only)) {
    return which(action, `“${cut(first.text)}” could be several things.`, name(first), example);
  }
  return target(action, { kind: { text: only, quoted: false }, name: first, rest: words.slice(1), example });
}

function slashed(
  action: Action,
  word: QueryWord,
  rest: readonly QueryWord[],
  example: string,
): Result<TypedTarget> {
  const [kind = '', second = '', third, ...more] = word.text.split('/');
  if (more.length > 0) {
    return refuse({ kind: 'invalid', what: `“${cut(word.text)}” has too many slashes.`, example });
  }
  const part = (text: string): QueryWord => ({ text, quoted: word.quoted });
  if (third === undefined) return target(action, { kind: part(kind), name: part(second), rest, example });
  const namespace = straight(second).toLowerCase();
  if (!isLabelName(namespace)) {
    return refuse({ kind: 'invalid', what: noName(second, 'a namespace'), example });
  }
  const read = target(action, { kind: part(kind), name: part(third), rest, example });
  return read.ok ? ok({ ...read.value, namespace }) : read;
}

function target(
  action: Action,
  {
    kind: kindWord,
    name: nameWord,
    rest,
    example,
  }: {
    readonly kind: QueryWord;
    readonly name: QueryWord;
    readonly rest: readonly QueryWord[];
    readonly example: string;
  },
): Result<TypedTarget> {
  const kind = readKind(kindWord, example);
  if (!kind.ok) return kind;
  const read = readObjectName(nameWord, kind.value, example);
  if (!read.ok) return read;
  const known = targetKind(kind.value);
  if (known !== null && !action.kinds.includes(known.kind)) {
    return which(action, `${action.title} is not for a ${known.kind}.`, read.value, example);
  }
  return ok({ resource: known?.resource ?? kind.value, name: read.value, namespace: null, rest });
}

/**
 * Where the object is: as named, else in front of the name, else the incident's namespace. A change never guesses: an
 * object of namespaces without one is refused.
 */
export function placeTarget(
  { resource, name: objectName, namespace: inFront }: Omit<TypedTarget, 'rest'>,
  { named, own }: { readonly named: string | null; readonly own: string | null },
  example: string,
): Result<Wish['target']> {
  if (targetKind(resource)?.namespaced === false) return ok({ resource, name: objectName, namespace: null });
  const typed = named === null ? null : straight(named).toLowerCase();
  if (typed !== null && !isLabelName(typed)) {
    return refuse({ kind: 'invalid', what: noName(named ?? '', 'a namespace'), example });
  }
  if (typed !== null && inFront !== null && typed !== inFront) {
    return refuse({ kind: 'ambiguous', what: `You named two namespaces, ${inFront} and ${typed}.`, example });
  }
  const namespace = typed ?? inFront ?? (own !== null && isLabelName(own) ? own : null);
  if (namespace === null) {
    return refuse({
      kind: 'invalid',
      what: `Say in which namespace ${objectName} is: a change is never made where somebody guesses.`,
      example: `${example} -n shop`,
    });
  }
  return ok({ resource, name: objectName, namespace });
}

function which(action: Action, what: string, objectName: string, example: string): Refused {
  return refuse({
    kind: 'invalid',
    what: `${what} ${action.title} is for ${targetWords(action, objectName)}.`,
    example,
  });
}

function name({ text }: QueryWord): string {
  return cut(straight(text).toLowerCase());
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
