import { randomBytes } from 'node:crypto';
import type { SandboxSlack } from '../sandbox/slack/sandbox-slack.ts';
import { type Config, loadConfig } from '../src/config/load-config.ts';

/** What a measured bot is told, and the same as it reads it. */
export type BenchSettings = {
  readonly yaml: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly config: Config;
  /** Headers of a sender that the bot knows. */
  readonly senderHeaders: Readonly<Record<string, string>>;
};

/**
 * The settings of a usual installation in this workspace: critical alerts open a channel at once, a user group takes
 * the lead, two people have roles, one more is always invited. `prefix` begins the bot's keys in Redis.
 */
export function benchSettings(
  slack: SandboxSlack,
  given: { readonly port: number; readonly redisUrl: string; readonly prefix: string },
): BenchSettings {
  const users = (...names: string[]) => ({ users: names.map((name) => slack.member(name).id) });
  const token = randomBytes(24).toString('hex');
  const settings = {
    http: { host: '127.0.0.1', port: given.port },
    redis: { prefix: given.prefix },
    slack: { apiUrl: slack.apiUrl, mode: 'http' },
    channels: { announcements: 'incidents', template: 'inc-{number}-{cluster}-{namespace}' },
    severity: { outcomes: { sev1: 'open' } },
    roles: ['commander', 'operations', 'communications'],
    rosters: {
      commander: { usergroup: slack.userGroup('on-call').id },
      operations: users('chloe'),
      communications: users('dan'),
    },
    responders: [users('eve')],
  };
  // JSON is YAML, too.
  const yaml = JSON.stringify(settings, null, 2);
  const secrets = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    KEYTURN_WEBHOOK_TOKEN: token,
    KEYTURN_CHAIN_KEY: randomBytes(32).toString('hex'),
    REDIS_URL: given.redisUrl,
  };
  const loaded = loadConfig(yaml, secrets);
  if ('problems' in loaded)
    throw new Error(`The bench's own settings are wrong. ${loaded.problems.join(' ')}`);
  const senderHeaders = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return { yaml, secrets, config: loaded.config, senderHeaders };
}

/** The people and groups that these settings name. */
export const WORKSPACE = {
  members: ['ana', 'ben', 'chloe', 'dan', 'eve'],
  userGroups: [{ handle: 'on-call', members: ['ana', 'ben'] }],
} as const;
