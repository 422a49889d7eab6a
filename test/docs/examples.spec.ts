import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readArguments } from '../../src/cli/read-arguments.ts';
import { parseCommandLine } from '../../src/commands/grammar/command-line.ts';
import { verbNamed } from '../../src/commands/verb-named.ts';
import { verbs } from '../../src/commands/verbs.ts';
import { blocksOf, fences, withoutBlocks } from './fences.ts';

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/**/*.md')].map((page) => ({
  page,
  text: readFileSync(page, 'utf8'),
}));

/** Everything in these pages that is code, with the page it is on: what stands between backticks, and lines of blocks. */
const code = pages.flatMap(({ page, text }) => {
  const blocks = blocksOf(text).flatMap((block) => block.code.split('\n'));
  const inline = [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words);
  return [...blocks, ...inline].map((words) => ({ page, words: words.trim() }));
});
const like = (pattern: RegExp) =>
  code.flatMap(({ page, words }) => {
    const match = pattern.exec(words);
    return match ? [{ page, words: match[1] ?? '' }] : [];
  });

describe('the examples of the documentation', () => {
  it('of commands have verbs that there are', () => {
    const commands = like(/^\/incident (\S.*)$/);
    const unknown = commands.filter(({ words }) => !verbNamed(verbs, parseCommandLine(words).verb));

    expect(commands.length).toBeGreaterThan(100);
    expect(unknown).toEqual([]);
  });

  it('of the program have verbs and options that there are', () => {
    const asked = like(/^(?:bin\/)?keyturn ((?:serve|doctor|check-config|verify|audit)\b.*)$/);
    // Two spaces or more set words apart that explain.
    const bad = asked.filter(
      // The verb alone is its name.
      ({ words }) =>
        words.includes(' ') && 'problem' in Object(readArguments((words.split(/ {2,}/)[0] ?? '').split(' '))),
    );

    expect(asked.length).toBeGreaterThan(15);
    expect(bad).toEqual([]);
  });

  it('of make and npm are there', () => {
    const makefile = readFileSync('Makefile', 'utf8');
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const targets = like(/^(?:[A-Z_]+=\S+ )?make ([a-z-]+)/);
    const asked = like(/^npm run ([a-z:-]+)/);

    expect(targets.length).toBeGreaterThan(5);
    expect(targets.filter(({ words }) => !new RegExp(`^${words}:`, 'm').test(makefile))).toEqual([]);
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter(({ words }) => !(words in scripts))).toEqual([]);
  });

  it('in YAML and JSON can be read', () => {
    const yaml = pages.flatMap(({ text }) => fences(text, 'yaml'));
    const json = pages.flatMap(({ text }) => fences(text, 'json'));

    expect(yaml.length).toBeGreaterThan(2);
    for (const text of yaml) expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).toEqual([]);
    for (const text of json) expect(() => JSON.parse(text)).not.toThrow();
  });

  it('for a shell are understood by one', () => {
    const blocks = pages.flatMap(({ text }) => fences(text, 'sh'));

    expect(blocks.length).toBeGreaterThan(8);
    for (const block of blocks) expect(() => execFileSync('bash', ['-n', '-c', block])).not.toThrow();
  });

  it('name files of this repository that there are', () => {
    const named = like(/^((?:src|deploy|test|sandbox|bench|docs|bin|scripts)\/[\w./-]+)$/);
    // X stands for any of them.
    const missing = named.filter(({ words }) => !words.endsWith('/X') && !existsSync(words));

    expect(named.length).toBeGreaterThan(80);
    expect(missing).toEqual([]);
  });
});
