import { randomBytes } from 'node:crypto';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { ClusterFiles } from './story-cluster.ts';

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
 * those it may read and change, each by two kubeconfig files. The second key have ben and chloe, and dan when they sleep.
 */
export function botSettings(
  slack: SandboxSlack,
  {
    port,
    redisUrl,
    clusters = [],
    drafts,
  }: {
    readonly port: number;
    readonly redisUrl: string;
    readonly clusters?: readonly ClusterFiles[];
    /** Where drafts of postmortems go besides the channel; without it nowhere. */
    readonly drafts?: string;
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
    ...(drafts === undefined
      ? {}
      : { postmortem: { publish: { channel: true, directory: { path: drafts } } } }),
    clusters: clusters.map(({ name, kubeconfig }) => ({ name, kubeconfig })),
    ...(clusters.length > 0 ? { actions: changes(slack, clusters) } : {}),
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

/** Everything may be done, by two people. Whoever is in no group has no second key. */
function changes(slack: SandboxSlack, clusters: readonly ClusterFiles[]): object {
  const group = (handle: string, members: readonly string[]): string => {
    const known = [...slack.world.userGroups.values()].find((each) => each.handle === handle);
    return (known ?? slack.addUserGroup({ handle, members })).id;
  };
  const offered = [
    ...['restart', 'undo', 'set-image', 'scale', 'delete-pod', 'evict', 'cordon', 'uncordon'],
    ...['quarantine', 'deletion-cost', 'suspend', 'resume'],
  ];
  return {
    clusters: clusters.map(({ name, executor }) => ({
      name,
      kubeconfig: executor,
      allow: [{ namespaces: 'all', offered }],
    })),
    approvers: { standard: [group('sre', ['ben', 'chloe']), group('leads', ['dan'])] },
    protected: { namespaces: ['pay'] },
  };
}
