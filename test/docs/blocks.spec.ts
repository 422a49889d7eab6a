import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Claim, claims } from './block-claims.ts';
import { blocksOf } from './fences.ts';

const pages = [...globSync('*.md'), ...globSync('docs/**/*.md')];
const blocks = pages.flatMap((page) =>
  blocksOf(readFileSync(page, 'utf8')).map((block) => ({ page, ...block })),
);
const isOf =
  ({ page, language, has }: Claim) =>
  (block: (typeof blocks)[number]): boolean =>
    block.page === page && block.language === language && (has === null || block.code.includes(has));

describe('every code block of the documentation', () => {
  it('is run or parsed by the one test that is named in block-claims.ts', () => {
    const unclaimed = blocks.filter((block) => claims.filter((claim) => isOf(claim)(block)).length !== 1);

    expect(blocks.length).toBeGreaterThan(30);
    expect(unclaimed.map(({ page, code }) => `${page}: ${code.split('\n')[0]}`)).toEqual([]);
  });

  it('is found whole: as many blocks begin as end', () => {
    const marks = pages.map((page) => readFileSync(page, 'utf8').match(/^ *```/gm)?.length ?? 0);

    expect(marks.reduce((sum, count) => sum + count, 0)).toBe(2 * blocks.length);
  });
});

describe('every claim', () => {
  it.each(claims)('of $language in $page ($has) has a block, and a test that reads the page', (claim) => {
    const test = readFileSync(claim.by, 'utf8');

    expect(blocks.filter(isOf(claim)).length).toBeGreaterThan(0);
    expect(test.includes(basename(claim.page)) || test.includes('docs/**/*.md')).toBe(true);
  });
});

describe('docs/install.md', () => {
  it('has no block that its test does not take by its words', () => {
    const test = readFileSync('test/docs/install.spec.ts', 'utf8');
    const taken = [...test.matchAll(/fenceWith\(page, '(\w+)', '([^']+)'\)/g)].map(
      ([, language = '', words = '']) => ({ language, words }),
    );
    const rest = blocks.filter(
      ({ page, language, code }) =>
        page === 'docs/install.md' &&
        language === 'sh' &&
        !taken.some((one) => one.language === language && code.includes(one.words)),
    );

    expect(taken.length).toBeGreaterThan(4);
    expect(rest.map(({ code }) => code)).toEqual([]);
  });
});
