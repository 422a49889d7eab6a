import { expect, it } from 'vitest';
import { createLogCheck } from '../../src/app/create-log-check.ts';
import type { Verification } from '../../src/integrations/redis/verify-chain.ts';

const found = (over: Partial<Verification>): Verification => ({
  ...{
    id: 'INC-7',
    facts: 9,
    texts: 4,
    unsealed: 0,
    kept: 0,
    waiting: 0,
    head: 'ab',
    notedAt: null,
    damages: [],
  },
  ...over,
});
const said = async (verification: Verification | null, { texts = 4, kept = 0 } = {}) => {
  const verify = { incident: async () => verification, headOf: async (id: string, at = 0) => `${id} ${at}` };
  const { sentence, head } = await createLogCheck({ verify }).check('INC-7', { version: 9, texts, kept });
  expect(head).toBe('INC-7 9');
  return sentence;
};

it('says whether the log and the texts are as they were written, and which are not', async () => {
  expect(await said(found({}))).toBe('The chain of the log is whole, and all 4 sealed texts are as written.');
  expect(await said(null)).toBe('There is no log that could be checked.');
  const damages = Array.from({ length: 7 }, (_, i) => ({ kind: 'fact-changed', version: i + 1 }) as const);
  expect(await said(found({ damages }))).toBe(
    'The log or its texts are not as they were written, 7 damages: Fact 1 was changed. Fact 2 was changed. Fact 3 was changed. Fact 4 was changed. Fact 5 was changed. And 2 more.',
  );
});

it.each([
  [{ texts: 4, kept: 0 }, 'all 4 sealed texts are'],
  [{ texts: 1, kept: 0 }, 'the one sealed text is'],
  [{ texts: 4, kept: 6 }, 'all 4 sealed texts and all 6 kept texts are'],
  [{ texts: 4, kept: 1 }, 'all 4 sealed texts and the one kept text are'],
  [{ texts: 1, kept: 1 }, 'the one sealed text and the one kept text are'],
])('counts the texts of %o', async (counts, words) => {
  expect(await said(found({}), counts)).toBe(`The chain of the log is whole, and ${words} as written.`);
});

it('counts by the version of the draft, whatever was kept since', async () => {
  expect(await said(found({ texts: 8, kept: 9 }), { texts: 4, kept: 6 })).toContain('all 6 kept texts');
});
