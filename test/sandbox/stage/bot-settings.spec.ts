import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';
import { startSlack } from '../../../sandbox/slack/start-slack.ts';
import { botSettings } from '../../../sandbox/stage/bot-settings.ts';
import { loadConfig } from '../../../src/config/load-config.ts';

let slack: SandboxSlack;
beforeAll(async () => {
  slack = await startSlack();
});
afterAll(() => slack.stop());

it('the settings of the sandbox are settings that the bot accepts', () => {
  const { yaml, secrets } = botSettings(slack, { port: 8080, redisUrl: 'redis://127.0.0.1:6379' });

  expect(loadConfig(yaml, secrets)).not.toHaveProperty('problems');
});

it('two runs on one Redis keep out of each other’s way', () => {
  const prefix = () => botSettings(slack, { port: 8080, redisUrl: 'redis://127.0.0.1:6379' }).redisPrefix;

  expect(prefix()).not.toBe(prefix());
});
