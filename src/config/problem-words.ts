import type { z } from 'zod';
import { nearest } from '../domain/nearest.ts';
import type { SettingRow } from './setting-rows.ts';

type Issue = z.core.$ZodIssue;

/** Longer values are cut: a problem is one line. */
const SHOWN = 60;

/** More names than these are looked up rather than read. */
const LISTED = 8;

/**
 * What is wrong with a setting, in one sentence: its path, the value that is there, what was expected, and an example where
 * what was expected is not one by itself. `input` is what was parsed, `rows` are all settings that there are. Never for
 * secrets: it shows values.
 */
export function problemsOf(
  error: z.ZodError,
  input: unknown,
  rows: readonly SettingRow[],
): readonly string[] {
  return error.issues.flatMap((issue) => problem(issue, input, rows));
}

function problem(issue: Issue, input: unknown, rows: readonly SettingRow[]): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) =>
        `${pathText([...issue.path, key])} is not a setting of Keyturn.${instead(issue.path, key, rows)}`,
    );
  }
  const path = pathText(issue.path);
  const value = valueAt(input, issue.path);
  const is = value === undefined ? 'is missing' : `is ${shown(value)}`;
  return [`${path} ${is}: ${expectation(issue)}${example(issue, rows)}.`];
}

/** What was meant by a name that there is not, or what there is at its place. */
function instead(path: readonly PropertyKey[], key: string, rows: readonly SettingRow[]): string {
  const names = rows.flatMap((row) => {
    const parts = row.path.split('.');
    const name = parts.at(-1) ?? '';
    return isAt(parts, [...path, name]) ? [name] : [];
  });
  const near = nearest(key, names);
  if (near !== null) return ` Did you mean ${near}?`;
  return names.length > 0 && names.length <= LISTED ? ` There are ${names.join(', ')}.` : '';
}

function expectation(issue: Issue): string {
  if (issue.message.startsWith('expected')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map((value) => String(value)).join(', ')}`.replace(
        /, ([^,]*)$/,
        ' or $1',
      );
    case 'too_small':
      return `expected at least ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `expected at most ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return issue.message;
  }
}

/** As people call them. */
const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'settings, each by its name',
  record: 'settings, each by its name',
  string: 'a text',
};

/** The default is an example; a whole list or section has one in the file that shows them all. */
function example(issue: Issue, rows: readonly SettingRow[]): string {
  if (issue.code !== 'invalid_type' || issue.message.startsWith('expected')) return '';
  if (issue.expected === 'boolean') return '';
  const row = rows.find(({ path }) => isAt(path.split('.'), issue.path));
  const { fallback = null } = row ?? {};
  const isOne = fallback !== null && fallback !== 'nothing' && !/^[[{]/.test(fallback);
  return isOne ? `, such as ${fallback}` : ', as in keyturn.example.yaml';
}

/** Whether a setting (`sources[].name`, `severity.values.<name>`, in its parts) is what is at this path. */
function isAt(parts: readonly string[], path: readonly PropertyKey[]): boolean {
  const steps = parts.flatMap((part) => (part.endsWith('[]') ? [part.slice(0, -2), '[]'] : [part]));
  return (
    steps.length === path.length &&
    path.every((step, at) =>
      typeof step === 'number' ? steps[at] === '[]' : steps[at] === step || steps[at] === '<name>',
    )
  );
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}
