import { actions } from '../../domain/action/actions.ts';
import { nearest } from '../../domain/nearest.ts';
import { ok, type Refused, type Result, refuse } from '../../domain/result.ts';
import { type QueryWord, straight } from './query-words.ts';

/** The options of a change besides the parameters of its action. */
const own = ['namespace', 'cluster', 'reason'] as const;

const parameterNames: readonly string[] = [
  ...new Set(actions.flatMap(({ parameters }) => Object.keys(parameters))),
];

const names: readonly string[] = [...own, ...parameterNames];

/** What people type, to the option that it means. */
const short: ReadonlyMap<string, string> = new Map([
  ['n', 'namespace'],
  ['ns', 'namespace'],
  ['c', 'container'],
  ['m', 'reason'],
  ['why', 'reason'],
  ['because', 'reason'],
  ['rev', 'revision'],
  ['to-revision', 'revision'],
  ['replica', 'replicas'],
  ...names.map((name) => [name, name] as const),
]);

export type ChangeOptions = {
  readonly namespace: string | null;
  readonly cluster: string | null;
  readonly reason: string | null;
  /** By name, as typed. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly rest: readonly QueryWord[];
};

/**
 * Takes the options out of a change, wherever they stand. Whatever begins with a dash (also the long one that a phone
 * makes of two) and is no option is refused: nothing that looks like an option ever counts as a name. A reason without
 * quotation marks goes on up to the next option.
 */
export function takeChangeOptions(words: readonly QueryWord[], example: string): Result<ChangeOptions> {
  const values = new Map<string, string>();
  const rest: QueryWord[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (!word) break;
    if (!isDashed(word)) {
      rest.push(word);
      continue;
    }
    const { name, inline } = split(word.text);
    const option = short.get(name);
    if (option === undefined) return unknown(word, name, example);
    if (values.has(option)) return refused(`${shown(word.text)} is given twice.`, example);
    const taken = valueAfter(option, inline, words.slice(index + 1));
    if (taken === null) return refused(`The value after ${shown(word.text)} is missing.`, example);
    values.set(option, taken.text);
    index += taken.used;
  }
  return ok({
    namespace: values.get('namespace') ?? null,
    cluster: values.get('cluster') ?? null,
    reason: values.get('reason') ?? null,
    parameters: Object.fromEntries([...values].filter(([name]) => parameterNames.includes(name))),
    rest,
  });
}

type Taken = { readonly text: string; readonly used: number };

function valueAfter(option: string, inline: string | null, next: readonly QueryWord[]): Taken | null {
  if (option === 'reason') return reasonAfter(inline, next);
  if (inline !== null) return inline.trim() === '' ? null : { text: inline, used: 0 };
  const first = next[0];
  // A number may be below zero: that dash is no option's.
  if (!first || (isDashed(first) && !/^-\d+$/.test(straight(first.text)))) return null;
  return { text: first.text, used: 1 };
}

/** The quoted text, or all words up to the next option. */
function reasonAfter(inline: string | null, next: readonly QueryWord[]): Taken | null {
  const first = next[0];
  if (inline === null && first?.quoted) return { text: first.text, used: 1 };
  const end = next.findIndex((word) => isDashed(word) && short.has(split(word.text).name));
  const words = end < 0 ? next : next.slice(0, end);
  const text = [...(inline === null ? [] : [inline]), ...words.map((word) => word.text)].join(' ').trim();
  return text === '' ? null : { text, used: words.length };
}

/** `--replicas=5` and `--replicas:5` bring their value along. The name is compared in lower case. */
function split(text: string): { readonly name: string; readonly inline: string | null } {
  const match = /^-*([^=:]*)(?:[=:](.*))?$/s.exec(straight(text.slice(0, 40)) + text.slice(40));
  return { name: (match?.[1] ?? '').toLowerCase(), inline: match?.[2] ?? null };
}

function isDashed({ text, quoted }: QueryWord): boolean {
  return !quoted && straight(text).startsWith('-');
}

function unknown(word: QueryWord, name: string, example: string): Refused {
  const near = name.length > 1 ? nearest(name, names) : null;
  const meant = near === null ? '' : ` Did you mean --${near}?`;
  return refused(`I don’t know the option ${shown(word.text)}.${meant} Nothing was proposed.`, example);
}

function refused(what: string, example: string): Refused {
  return refuse({ kind: 'invalid', what, example });
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
