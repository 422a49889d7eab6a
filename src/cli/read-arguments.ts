import { parseArgs } from 'node:util';
import { nearest } from '../domain/nearest.ts';

const verbs = ['serve', 'check-config', 'doctor', 'verify', 'audit'] as const;

/** What the program can do. */
export type Verb = (typeof verbs)[number];

/** What was asked on the command line; null where an option was left out. */
export type Arguments = {
  readonly verb: Verb;
  /** What stands behind the verb; only `verify` takes anything. */
  readonly rest: readonly string[];
  readonly config: string | null;
  readonly head: string | null;
  readonly roles: string | null;
  readonly since: string | null;
  readonly incident: string | null;
  readonly json: boolean;
};

/** Instead of doing something: help on one verb or on all, the version, or what was not understood. */
type Instead =
  | { readonly help: Verb | null }
  | { readonly version: true }
  | { readonly problem: string; readonly of: Verb | null };

const options = {
  config: { type: 'string' },
  head: { type: 'string' },
  roles: { type: 'string' },
  since: { type: 'string' },
  incident: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

type Option = keyof typeof options;

/** Which options mean something to which verb; an option that would be ignored is a mistake. */
const takes: Readonly<Record<Verb, readonly Option[]>> = {
  serve: ['config', 'roles'],
  doctor: ['config', 'roles'],
  'check-config': ['config'],
  verify: ['config', 'head'],
  audit: ['config', 'since', 'incident', 'json'],
};

/**
 * Reads the command line behind the program's name. A sentence when something is not understood: an option that is
 * misspelt or lacks its value must not start a bot that does something else.
 */
export function readArguments(argv: readonly string[]): Arguments | Instead {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const [first, ...behind] = positionals;
  const wantsHelp = first === 'help' || values.help === true;
  const [name, ...rest] = first === 'help' ? behind : positionals;
  const verb = verbs.find((one) => one === name) ?? null;
  if (values.version === true && (name === undefined || verb !== null)) return { version: true };
  if (wantsHelp && (name === undefined || verb !== null)) return { help: verb };
  if (name === undefined) return { problem: `A verb is missing: ${verbs.join(', ')}.`, of: null };
  if (verb === null) return { problem: `There is no verb "${name}".${meant(name, verbs)}`, of: null };
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token] : []));
  for (const option of given) {
    const problem = optionProblem(verb, option);
    if (problem !== null) return { problem, of: verb };
  }
  if (verb === 'verify' && rest.length !== 1) {
    return {
      problem: rest.length === 0 ? 'Which incident?' : `"${rest[1]}" is not understood here.`,
      of: verb,
    };
  }
  if (verb !== 'verify' && rest.length > 0) {
    return { problem: `${verb} takes no "${rest[0]}". A configuration is named with --config.`, of: verb };
  }
  const text = (option: Option): string | null => {
    const value = values[option];
    return typeof value === 'string' ? value : null;
  };
  return {
    ...{ verb, rest, config: text('config'), head: text('head'), roles: text('roles') },
    ...{ since: text('since'), incident: text('incident'), json: values.json === true },
  };
}

/** As `parseArgs` gives it. `inlineValue`: behind an equals sign. */
type Given = {
  readonly name: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
};

function optionProblem(verb: Verb, { name: option, value, inlineValue }: Given): string | null {
  const dashed = `${option.length === 1 ? '-' : '--'}${option}`;
  const own = takes[verb];
  if (!isOption(option)) {
    const near = meant(
      option,
      own.map((name) => name),
    ).replace('Did you mean ', 'Did you mean --');
    return `There is no option ${dashed}.${near}`;
  }
  const isText = options[option].type === 'string';
  if (!isText && value !== undefined) return `${dashed} takes no value.`;
  if (!own.includes(option)) {
    const whose = verbs.filter((one) => takes[one].includes(option));
    return `${verb} has no ${dashed}; it belongs to ${whose.join(' and ')}.`;
  }
  // The option that comes next is not what was forgotten here.
  const isNext = inlineValue === false && value?.startsWith('-') === true;
  return isText && (value === undefined || value === '' || isNext)
    ? `${dashed} wants a value behind it.`
    : null;
}

function isOption(name: string): name is Option {
  return Object.hasOwn(options, name);
}

function meant(word: string, names: readonly string[]): string {
  const near = nearest(word, names);
  return near === null ? '' : ` Did you mean ${near}?`;
}
