import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checks } from '../../src/diagnosis/checks.ts';

const page = new URL('../../docs/checks.md', import.meta.url);

it('docs/checks.md says what the checks say of themselves (UPDATE_DOCS=1 writes it anew)', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, checksPage());

  expect(readFileSync(page, 'utf8')).toBe(checksPage());
});

it('every check has a name and a title of its own', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  expect(new Set(checks.map(({ title }) => title)).size).toBe(checks.length);
});

function checksPage(): string {
  return [
    '# What the diagnosis looks for',
    '',
    'Each check is one file in `src/diagnosis/checks/`, named after it, and one line in `checks.ts`. It looks at everything that was read;',
    'how far what it finds is from the alert, and what explains what, is the ranking’s business',
    '([ADR 0019](adr/0019-ranking-of-findings.md)). A check whose kinds may not be read does not run, and the diagnosis says so.',
    '',
    ...checks.flatMap(({ id, title, reads }) => [
      `- **${id}**: ${title}. Reads ${reads.join(', ') || 'whatever there is'}.`,
    ]),
    '',
  ].join('\n');
}
