import { nearest } from '../../domain/nearest.ts';
import { ok, type Refused, type Result, refuse } from '../../domain/result.ts';
import { type QueryWord, straight } from './query-words.ts';

/** The options of questions to the cluster, by their long names. Flags take no value. */
export type QueryOption =
  | 'namespace'
  | 'all-namespaces'
  | 'selector'
  | 'container'
  | 'previous'
  | 'since'
  | 'tail'
  | 'grep'
  | 'cluster';

/** What people type, to the option that it means. */
const written: Readonly<Record<string, QueryOption>> = {
  n: 'namespace',
  ns: 'namespace',
  namespace: 'namespace',
  a: 'all-namespaces',
  all: 'all-namespaces',
  'all-namespaces': 'all-namespaces',
  l: 'selector',
  selector: 'selector',
  labels: 'selector',
  c: 'container',
  container: 'container',
  p: 'previous',
  previous: 'previous',
  since: 'since',
  tail: 'tail',
  grep: 'grep',
  cluster: 'cluster',
};

const flags: readonly QueryOption[] = ['all-namespaces', 'previous'];

/** What may stand apart from its number. */
const UNIT = /^(?:s|sec|secs|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)$/;

export type OptionWords = {
  readonly flags: ReadonlySet<QueryOption>;
  readonly values: ReadonlyMap<QueryOption, string>;
  readonly rest: readonly QueryWord[];
};

/**
 * Takes the options out of a question, wherever they stand. Whatever begins with a dash (also the long one that a phone
 * makes of two) and is none of `allowed` is refused: nothing that looks like an option ever counts as a name.
 */
export function takeQueryOptions(
  words: readonly QueryWord[],
  allowed: readonly QueryOption[],
  example: string,
): Result<OptionWords> {
  const found = { flags: new Set<QueryOption>(), values: new Map<QueryOption, string>() };
  const rest: QueryWord[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word) break;
    if (!isDashed(word)) {
      rest.push(word);
      continue;
    }
    const { name, inline } = split(word.text);
    const option = Object.hasOwn(written, name) ? written[name] : undefined;
    if (option === undefined || !allowed.includes(option)) return unknown(word, name, allowed, example);
    if (found.flags.has(option) || found.values.has(option)) {
      return refused(`${shown(word.text)} is given twice.`, example);
    }
    if (flags.includes(option)) {
      if (inline !== null) return refused(`${shown(word.text)} stands alone, without a value.`, example);
      found.flags.add(option);
      continue;
    }
    const value = inline === null ? valueAfter(option, words.slice(index + 1)) : { text: inline, used: 0 };
    if (value === null || value.text.trim() === '') {
      return refused(`The value after ${shown(word.text)} is missing.`, example);
    }
    found.values.set(option, value.text);
    index += value.used;
  }
  return ok({ ...found, rest });
}

/** `--tail=5` and `--tail:5` bring their value along. The name is compared in lower case. */
function split(text: string): { readonly name: string; readonly inline: string | null } {
  const match = /^-*([^=:]*)(?:[=:](.*))?$/s.exec(straight(text.slice(0, 40)) + text.slice(40));
  return { name: (match?.[1] ?? '').toLowerCase(), inline: match?.[2] ?? null };
}

function isDashed({ text, quoted }: QueryWord): boolean {
  return !quoted && straight(text).startsWith('-');
}

/** The next word; for a label selector as many as belong to it: `-l env in (prod, qa)` needs no quotation marks. */
function valueAfter(
  option: QueryOption,
  next: readonly QueryWord[],
): { readonly text: string; readonly used: number } | null {
  const first = next[0];
  if (!first || isDashed(first)) return null;
  if (option === 'since' && !first.quoted) return span(first, next.slice(1));
  if (option !== 'selector' || first.quoted) return { text: first.text, used: 1 };
  let text = first.text;
  let used = 1;
  for (const word of next.slice(1)) {
    if (!continues(text, word.text)) break;
    text += ` ${word.text}`;
    used += 1;
  }
  return { text, used };
}

/** `--since 2 h`: phones put a space there. A unit is no name of anything that comes after a time. */
function span(
  first: QueryWord,
  rest: readonly QueryWord[],
): { readonly text: string; readonly used: number } {
  const [unit, ago] = rest.map(({ text }) => text.toLowerCase());
  const apart = /^\d+$/.test(first.text) && unit !== undefined && UNIT.test(unit);
  const words = [first.text, ...(apart ? [unit] : [])];
  return (apart ? ago : unit) === 'ago'
    ? { text: [...words, 'ago'].join(' '), used: words.length + 1 }
    : { text: words.join(' '), used: words.length };
}

function continues(text: string, word: string): boolean {
  const open = text.split('(').length > text.split(')').length;
  return open || /,$|\s(?:not)?in$/i.test(text) || /^(?:(?:not)?in$|\(|,|(?:not)?in\()/i.test(word);
}

function unknown(word: QueryWord, name: string, allowed: readonly QueryOption[], example: string): Refused {
  const usual = allowed.map((option) => `--${option}`);
  if (Object.hasOwn(written, name)) {
    return refused(`${shown(word.text)} makes no sense here.`, example, usual);
  }
  const near = name.length > 1 ? nearest(name, allowed) : null;
  const meant = near === null ? '' : ` Did you mean --${near}?`;
  return refused(`I don’t know the option ${shown(word.text)}.${meant} Nothing was asked.`, example);
}

function refused(what: string, example: string, options?: readonly string[]): Refused {
  return refuse({ kind: 'invalid', what, example, ...(options ? { options } : {}) });
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
