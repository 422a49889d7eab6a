import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importsOf } from '../architecture/imports-of.ts';
import { filesOfWalk, walkOf } from './walk-of.ts';

const walk = walkOf(readFileSync('docs/architecture.md', 'utf8'));
const named = filesOfWalk(walk);
const files = named.map(({ file }) => file);

/** Every file that comes with the program, by what imports what; a type alone brings nothing in. */
function filesOf(entry: string): ReadonlySet<string> {
  const seen = new Set([entry]);
  for (const path of seen) {
    if (!path.endsWith('.ts')) continue;
    for (const { target, isTypeOnly } of importsOf({ path, text: readFileSync(path, 'utf8') })) {
      if (target !== undefined && !isTypeOnly) seen.add(target);
    }
  }
  return seen;
}

describe('the walk of an alert, as the architecture tells it', () => {
  it('names files that there are, each once', () => {
    expect(files.length).toBeGreaterThan(90);
    expect(new Set(files).size).toBe(files.length);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('names what each file exports: what its own name says, or what is named beside it', () => {
    const missing = named.flatMap(({ file, names }) => {
      const text = readFileSync(file, 'utf8');
      return names
        .filter((name) => !new RegExp(`^export (?:async )?(?:function|const) ${name}\\b`, 'm').test(text))
        .map((name) => `${file} does not export ${name}`);
    });

    expect(missing).toEqual([]);
  });

  it('names files that the program consists of', () => {
    const program = filesOf('src/main.ts');

    expect(files.filter((file) => !program.has(file))).toEqual([]);
  });

  it('passes every folder that has a part in it', () => {
    const folders = ['alertmanager', 'redis', 'queue', 'slack', 'kubernetes', 'files'].map(
      (name) => `src/integrations/${name}/`,
    );
    const all = [...folders, 'src/app/', 'src/workflows/', 'src/domain/', 'src/diagnosis/', 'src/commands/'];

    expect(all.filter((folder) => !files.some((file) => file.startsWith(folder)))).toEqual([]);
  });

  it('begins with the webhook and ends with the draft', () => {
    expect(files[0]).toBe('src/integrations/alertmanager/webhook-route.ts');
    expect(files.at(-1)).toBe('src/domain/wording/export-message.ts');
    expect(files.filter((file) => /postmortem|draft|export/.test(file)).length).toBeGreaterThan(12);
  });

  it('is numbered without a gap', () => {
    const numbers = [...walk.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));

    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(25);
  });
});
