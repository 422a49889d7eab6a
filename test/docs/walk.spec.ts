import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importsOf } from '../architecture/imports-of.ts';

const page = readFileSync('docs/architecture.md', 'utf8');
const walk = /^## One walk.*?(?=^## )/ms.exec(page)?.[0] ?? '';
const files = [...walk.matchAll(/`(src\/[\w./-]+)`/g)].map(([, file = '']) => file);

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
    expect(files.length).toBeGreaterThan(60);
    expect(new Set(files).size).toBe(files.length);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('names files that the program consists of', () => {
    const program = filesOf('src/main.ts');

    expect(files.filter((file) => !program.has(file))).toEqual([]);
  });

  it('passes every folder that has a part in it', () => {
    const folders = ['alertmanager', 'redis', 'queue', 'slack', 'kubernetes'].map(
      (name) => `src/integrations/${name}/`,
    );
    const all = [...folders, 'src/app/', 'src/workflows/', 'src/domain/', 'src/diagnosis/', 'src/commands/'];

    expect(all.filter((folder) => !files.some((file) => file.startsWith(folder)))).toEqual([]);
  });

  it('is numbered without a gap', () => {
    const numbers = [...walk.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));

    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(15);
  });
});
