import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { actionNames } from '../../../src/domain/action/action-name.ts';
import { actionsPage } from './actions-page.ts';

const page = new URL('../../../docs/actions.md', import.meta.url);

it('docs/actions.md says what the actions say of themselves (UPDATE_DOCS=1 writes it anew)', () => {
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, actionsPage());

  expect(readFileSync(page, 'utf8')).toBe(actionsPage());
});

it('every action has its section, with its request', () => {
  for (const name of actionNames) expect(actionsPage()).toContain(`\n## ${name}\n`);
  expect(actionsPage().match(/^```http$/gm)).toHaveLength(actionNames.length);
});
