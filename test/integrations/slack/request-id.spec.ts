import { expect, it } from 'vitest';
import { requestIdOf } from '../../../src/integrations/slack/request-id.ts';

it('the same doing has the same name, however often Slack brings it', () => {
  expect(requestIdOf('1.2.abc', 'U1', 'sev 2')).toBe(requestIdOf('1.2.abc', 'U1', 'sev 2'));
});

it.each([
  ['another trigger', requestIdOf('1.3.def', 'U1', 'sev 2')],
  ['somebody else', requestIdOf('1.2.abc', 'U2', 'sev 2')],
  ['other words', requestIdOf('1.2.abc', 'U1', 'sev 3')],
  ['words that run together', requestIdOf('1.2.abc', 'U1sev 2')],
  ['no trigger at all', requestIdOf(null, 'U1', 'sev 2')],
])('%s makes it another doing', (_, other) => {
  expect(other).not.toBe(requestIdOf('1.2.abc', 'U1', 'sev 2'));
});
