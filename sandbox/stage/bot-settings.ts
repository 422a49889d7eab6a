import { randomBytes } from 'node:crypto';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';

/** What a bot of the sandbox is told: the content of its keyturn.yaml, and its secrets as environment variables. */
export type BotSettings = {
  readonly yaml: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly webhookToken: string;
  /** With what each of its keys in Redis begins. */
  readonly redisPrefix: string;
};

/**
 * Settings for a bot in this workspace: ana, then ben, are asked to lead; chloe and dan have a role each. `clusters`:
 * those it may read, each by a kubeconfig file.
 */
export function botSettings(
  slack: SandboxSlack,
  {
    port,
    redisUrl,
    clusters = [],
  }: {
    readonly port: number;
    readonly redisUrl: string;
    readonly clusters?: readonly { readonly name: string; readonly kubeconfig: string }[];
  },
): BotSettings {
  const users = (...names: string[]) => ({ users: names.map((name) => slack.member(name).id) });
  const webhookToken = randomBytes(24).toString('hex');
  // Somebody else's Redis may be used: nothing of it is touched.
  const redisPrefix = `{keyturn:sandbox-${randomBytes(4).toString('hex')}}`;
  const settings = {
    http: { host: '127.0.0.1', port },
    redis: { prefix: redisPrefix },
    slack: { apiUrl: slack.apiUrl, mode: 'http' },
    channels: { announcements: 'incidents', template: 'inc-{number}-{cluster}-{namespace}' },
    severity: { values: { critical: 'sev2', warning: 'sev3' }, outcomes: { sev2: 'open' } },
    roles: ['commander', 'operations', 'communications'],
    rosters: { commander: users('ana', 'ben'), operations: users('chloe'), communications: users('dan') },
    responders: [users('eve')],
    clusters,
  };
  return {
    // JSON is YAML, too.
    yaml: `${JSON.stringify(settings, null, 2)}\n`,
    webhookToken,
    redisPrefix,
    secrets: {
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      KEYTURN_WEBHOOK_TOKEN: webhookToken,
      KEYTURN_CHAIN_KEY: randomBytes(32).toString('hex'),
      REDIS_URL: redisUrl,
    },
  };
}
