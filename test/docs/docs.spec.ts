import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secrets } from '../../src/config/secrets.ts';
import { withoutBlocks } from './fences.ts';

const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/**/*.md')];
const read = (page: string): string => readFileSync(page, 'utf8');

describe('the documentation', () => {
  it.each(pages)('%s links only to what exists', (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(
      ([, target]) => target ?? '',
    );

    expect(targets.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });

  it('links only to headings that there are', () => {
    const anchors = (page: string) =>
      [...withoutBlocks(read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:)([^)#\s]*)#([^)\s]+)\)/g)]
        .map(([, file = '', anchor = '']) => ({
          page,
          file: file === '' ? page : join(dirname(page), file),
          anchor,
        }))
        .filter(({ file, anchor }) => !anchors(file).includes(anchor)),
    );

    expect(broken).toEqual([]);
  });

  it('names every secret that the bot reads', () => {
    const text = read('docs/security.md');

    expect(Object.keys(Secrets.shape).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it('names every metric', () => {
    const text = read('docs/operations.md');
    const counted = [...read('src/ports/metrics.ts').matchAll(/'([a-z_]+_(?:total|seconds))'/g)];
    const gauged = [...read('src/app/register-gauges.ts').matchAll(/gauge\(\s*'([a-z_]+)'/g)];
    const names = [...counted, ...gauged].map(([, name]) => name ?? '');

    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });

  it('has one page for each decision, numbered without a gap', () => {
    const numbers = globSync('docs/adr/0*.md').map((file) => Number(/(\d{4})-/.exec(file)?.[1]));

    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
  });
});

/** As GitHub makes an address of a heading. */
function anchorOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}
