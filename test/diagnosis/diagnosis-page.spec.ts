import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checks } from '../../src/diagnosis/checks.ts';

const page = new URL('../../docs/diagnosis.md', import.meta.url);
const between = /(<!-- checks:.*-->\n)[\s\S]*(<!-- \/checks -->)/;

/** The checks in the order of their ids, as a table with even columns. */
function checksTable(): string {
  const rows = checks
    .map(({ id, title }) => [`\`${id}\``, title] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = [['check', 'what it looks for'] as const, ...rows];
  const [first, second] = [0, 1].map((column) => Math.max(...lines.map((cells) => cells[column]!.length)));
  const line = ([id, title]: readonly [string, string]) =>
    `| ${id.padEnd(first!)} | ${title.padEnd(second!)} |`;
  const [head, ...rest] = lines.map(line);
  return [head, `| ${'-'.repeat(first!)} | ${'-'.repeat(second!)} |`, ...rest].join('\n');
}

it('docs/diagnosis.md lists every check by what it says of itself (UPDATE_DOCS=1 writes it anew)', () => {
  const text = readFileSync(page, 'utf8');
  const whole = text.replace(between, `$1\n${checksTable()}\n\n$2`);

  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, whole);

  expect(readFileSync(page, 'utf8')).toBe(whole);
  expect(text).toMatch(between);
});
