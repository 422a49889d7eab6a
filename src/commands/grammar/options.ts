import { nearest } from '../../domain/nearest.ts';
import { ok, type Result, refuse } from '../../domain/result.ts';
import { readWhen, type When } from '../../domain/when.ts';
import { plain, type Token } from './token.ts';

/** What an option takes: nothing, one word (or several in quotation marks), or a time. */
export type OptionKind = 'flag' | 'value' | 'time';

export type OptionValue = { readonly flag: true } | { readonly value: string } | { readonly when: When };

/** `strict`: whatever looks like an option and is none is refused. Else it is text: notes quote command lines. */
export type OptionSpec = {
  readonly options: Readonly<Record<string, OptionKind>>;
  readonly strict: boolean;
  readonly example: string;
};

export type Options = {
  readonly options: ReadonlyMap<string, OptionValue>;
  readonly rest: readonly Token[];
};

type Step = { readonly used: number; readonly value: OptionValue } | null;

/**
 * Takes the options out of a command's words, wherever they stand. Phones turn `--` into a long dash, so a dash of any
 * length counts; a long dash before a word that is no option, or before something that is no value, stays text.
 */
export function takeOptions(list: readonly Token[], spec: OptionSpec): Result<Options> {
  const options = new Map<string, OptionValue>();
  const rest: Token[] = [];
  for (let index = 0; index < list.length; index++) {
    const token = list[index];
    if (!token) break;
    const written = token.quoted || token.kind !== 'word' ? null : optionName(token);
    if (written === null) {
      rest.push(token);
      continue;
    }
    const kind = Object.hasOwn(spec.options, written.name) ? spec.options[written.name] : undefined;
    const taken = kind && takeValue(kind, written.inline, list.slice(index + 1));
    if (taken) {
      options.set(written.name, taken.value);
      index += taken.used;
    } else if (written.typedDashes && (kind !== undefined || spec.strict)) {
      return refuse(kind === undefined ? unknown(token, written.name, spec) : missing(written.name, spec));
    } else {
      rest.push(token);
    }
  }
  return ok({ options, rest });
}

type Written = { readonly name: string; readonly inline: string | null; readonly typedDashes: boolean };

function optionName(token: Token): Written | null {
  const match = /^-{1,3}([a-z]+)(?:[=:](.+))?$/.exec(plain(token));
  if (!match) return null;
  return { name: match[1] ?? '', inline: match[2] ?? null, typedDashes: token.text.startsWith('--') };
}

function takeValue(kind: OptionKind, inline: string | null, next: readonly Token[]): Step {
  if (kind === 'flag') return inline === null ? { used: 0, value: { flag: true } } : null;
  if (kind === 'time') {
    const words = inline === null ? [] : [inline];
    const read = readWhen([...words, ...next.map(plain)]);
    return read ? { used: read.used - words.length, value: { when: read.when } } : null;
  }
  if (inline !== null) return { used: 0, value: { value: inline } };
  const first = next[0];
  if (!first || optionName(first)) return null;
  if (!first.quoted) return { used: 1, value: { value: first.text } };
  const last = next.findIndex((token) => /["“”»]$/.test(token.text) && token.text.length > 1);
  const words = next.slice(0, last + 1 || 1);
  const value = words.map((token, index) => (index ? token.before : '') + token.text).join('');
  return { used: words.length, value: { value: value.replace(/["“”„«»]/g, '').trim() } };
}

function unknown(token: Token, name: string, spec: OptionSpec) {
  const near = nearest(name, Object.keys(spec.options));
  const meant = near ? ` Did you mean --${near}?` : '';
  return {
    kind: 'invalid',
    what: `I don’t know the option ${token.text}.${meant}`,
    example: spec.example,
  } as const;
}

function missing(name: string, spec: OptionSpec) {
  const what =
    spec.options[name] === 'time'
      ? `I can’t read the time after --${name}.`
      : spec.options[name] === 'flag'
        ? `--${name} stands alone, without a value.`
        : `The value after --${name} is missing.`;
  return { kind: 'invalid', what, example: spec.example } as const;
}
