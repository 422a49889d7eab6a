import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTree } from './architecture/read-tree.ts';
import { checkFile, checkSize, rules, type SourceFile } from './architecture/scan.ts';

const root = join(import.meta.dirname, '..');
const houses = ['src', 'sandbox', 'test', 'bench', 'scripts'];
const leastInSrc = 30;

const files = await readTree(root, houses);
const planted = await readPlanted();

describe('the house', () => {
  it('was seen whole', () => {
    const inSrc = files.filter(({ path }) => path.startsWith('src/'));

    expect(checkSize(inSrc, leastInSrc)).toEqual([]);
  });

  it.each(files)('$path keeps to its place', (file) => {
    expect(checkFile(file)).toEqual([]);
  });
});

describe('the check of the house', () => {
  it('does not take an empty scan for a clean house', async () => {
    const nothing = await readTree(root, ['no-such-folder']);

    expect(checkSize(nothing, leastInSrc)).toMatchObject([{ rule: 'scan' }]);
  });

  it('finds in each planted file what its first line announces, and nothing else', () => {
    const found = planted.map((file) => [
      file.path,
      ...checkFile(file)
        .map(({ rule }) => rule)
        .sort(),
    ]);

    expect(found).toEqual(planted.map((file) => [file.path, ...announced(file)]));
  });

  it('has a planted file for every rule', () => {
    const announcedRules = new Set(planted.flatMap(announced));

    expect(['scan', ...announcedRules].sort()).toEqual([...rules].sort());
  });
});

/** Files that break the rules; their ending keeps every other tool from taking them for code. */
async function readPlanted(): Promise<SourceFile[]> {
  const found = await readTree(join(import.meta.dirname, 'architecture', 'planted'), houses, /\.ts\.txt$/);
  return found.map(({ path, text }) => ({ path: path.replace(/\.txt$/, ''), text }));
}

function announced({ text }: SourceFile): string[] {
  const line = /^\/\/ breaks: (.*)/.exec(text)?.[1] ?? 'no announcement';
  return line === 'nothing' ? [] : line.split(', ').sort();
}
