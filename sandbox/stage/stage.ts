import { type AlertSource, openAlertSource } from '../alertmanager/alert-source.ts';
import { freePort } from '../process/free-port.ts';
import { obtainRedis } from '../redis/obtain-redis.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import { startSlack } from '../slack/start-slack.ts';
import { botSettings } from './bot-settings.ts';
import { checkRedis, removeKeys } from './given-redis.ts';
import { type StartedBot, startBot } from './start-bot.ts';
import { DEFAULT_STORY, type StoryCluster, startStoryCluster } from './story-cluster.ts';

/** Everything that plays, and how to end it, also while it is still being set up. */
export type Stage = {
  readonly slack: SandboxSlack;
  readonly bot: StartedBot;
  readonly alerts: AlertSource;
  readonly kubernetes: StoryCluster;
};

export type Stops = (() => Promise<void>)[];

/**
 * Starts Redis, the workspace, the cluster of a story, the bot and whoever sends the alerts; how to stop each is added
 * to `stops` at once. Throws a sentence with all names when there is no such story.
 */
export async function openStage(
  stops: Stops,
  {
    say,
    botLog,
    story = DEFAULT_STORY,
    drafts,
  }: {
    readonly say: (line: string) => void;
    readonly botLog: string;
    readonly story?: string;
    /** Where drafts of postmortems go besides the channel. */
    readonly drafts?: string;
  },
): Promise<Stage> {
  const kubernetes = await startStoryCluster(story);
  stops.push(() => kubernetes.stop());
  const redis = await obtainRedis({ say });
  stops.push(() => redis.stop());
  if (!redis.isOurs) await checkRedis(redis.url);
  const slack = await startSlack({ limits: 'real' });
  stops.push(() => slack.stop());

  const port = await freePort();
  const settings = botSettings(slack, {
    port,
    redisUrl: redis.url,
    clusters: [kubernetes.access],
    ...(drafts === undefined ? {} : { drafts }),
  });
  if (!redis.isOurs) stops.push(() => removeKeys(redis.url, settings.redisPrefix));
  const bot = await startBot(settings, port, botLog);
  stops.push(() => bot.stop());
  slack.setRequestUrl(bot.url);

  const alerts = await openAlertSource({
    url: `${bot.url}/webhooks/alertmanager`,
    token: settings.webhookToken,
  });
  stops.push(() => alerts.stop());
  return { slack, bot, alerts, kubernetes };
}

/** Stops what was started, the last one first; what does not stop does not keep the others from it. */
export async function closeStage(stops: Stops): Promise<void> {
  for (const stop of stops.splice(0).reverse()) await stop().catch(() => undefined);
}
