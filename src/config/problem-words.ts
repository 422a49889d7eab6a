import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Longer values are cut: a problem is one line. */
const SHOWN = 60;

/**
 * What is wrong with a setting, in one sentence: its path, the value that is there, and what was expected.
 * `input` is what was parsed. Never for secrets: it shows values.
 */
export function problemsOf(error: z.ZodError, input: unknown): readonly string[] {
  return error.issues.flatMap((issue) => problem(issue, input));
}

function problem(issue: Issue, input: unknown): readonly string[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${pathText([...issue.path, key])} is not a setting of Keyturn.`);
  }
  const path = pathText(issue.path);
  const value = valueAt(input, issue.path);
  const is = value === undefined ? 'is missing' : `is ${shown(value)}`;
  return [`${path} ${is}: ${expectation(issue)}.`];
}

function expectation(issue: Issue): string {
  if (issue.message.startsWith('expected')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected === 'record' ? 'object' : issue.expected}`;
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
