import { describe, expect, it } from 'vitest';
import { readArguments } from '../../src/cli/read-arguments.ts';
import { usage } from '../../src/cli/usage.ts';

const verbs = ['serve', 'check-config', 'doctor', 'verify', 'audit'] as const;

describe('the help', () => {
  it('names every verb, and how to ask for more', () => {
    const lines = usage(null).split('\n');

    for (const verb of verbs) expect(lines.filter((line) => line.startsWith(`  ${verb}`))).toHaveLength(1);
    expect(usage(null)).toContain('keyturn <verb> --help');
  });

  it.each(verbs)('on %s has its options, its exit codes, and examples that are understood', (verb) => {
    const text = usage(verb);
    const options = [...text.matchAll(/^ {2}--(\w+)/gm)].map(([, name]) => name);
    const examples = [...text.matchAll(/^ {2}keyturn (.*)$/gm)].map(([, line = '']) => line.split(' '));

    expect(text).toMatch(new RegExp(`^Usage: keyturn ${verb}\\b`));
    expect(text).toMatch(/^Exit codes\n {2}0 {2}/m);
    expect(text).toMatch(/^ {2}2 {2}/m);
    for (const option of options) {
      const value = option === 'json' ? [] : ['x'];
      expect(
        readArguments([verb, ...(verb === 'verify' ? ['INC-1'] : []), `--${option}`, ...value]),
      ).not.toHaveProperty('problem');
    }
    expect(examples.length).toBeGreaterThan(0);
    for (const argv of examples) expect(readArguments(argv)).toMatchObject({ verb });
  });

  it('fits a terminal', () => {
    const long = [null, ...verbs]
      .flatMap((verb) => usage(verb).split('\n'))
      .filter((line) => line.length > 120);

    expect(long).toEqual([]);
  });
});
