import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';

const env = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_SIGNING_SECRET: 'a signing secret',
  KEYTURN_WEBHOOK_TOKEN: 'token-of-alertmanager',
};

describe('what is missing', () => {
  it('is told all at once', () => {
    const loaded = loadConfig('', {});

    expect('problems' in loaded && loaded.problems.map((problem) => problem.split(' ', 1)[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'KEYTURN_CHAIN_KEY',
      'SLACK_SIGNING_SECRET',
      'KEYTURN_WEBHOOK_TOKEN',
    ]);
  });

  it('is also what was copied from the example and not replaced', () => {
    const loaded = loadConfig('', { ...env, KEYTURN_CHAIN_KEY: 'replace-me-with-64-hexadecimal-digits' });

    expect(loaded).toEqual({
      problems: ['KEYTURN_CHAIN_KEY: expected your own value, it is the one of the example.'],
    });
  });
});
