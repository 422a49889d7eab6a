import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { verbs } from '../../src/commands/verbs.ts';
import { commandsPage } from '../../src/domain/wording/help.ts';

const page = new URL('../../docs/commands.md', import.meta.url);

it('docs/commands.md says what the verbs say of themselves (UPDATE_DOCS=1 writes it anew)', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, commandsPage(verbs));

  expect(readFileSync(page, 'utf8')).toBe(commandsPage(verbs));
});
