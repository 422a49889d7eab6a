import { z } from 'zod';
import { Unavailable } from '../../ports/failures.ts';
import type { Log } from '../../ports/log.ts';
import type { CallSlack } from './call-slack.ts';

/** Who we are in the workspace. */
export type BotIdentity = {
  /** In messages. Where a workspace gives its apps none, the user id stands for it, and `authorOf` puts it into messages. */
  readonly botId: string;
  readonly botUserId: string;
  readonly teamId: string;
  /** Where the workspace is: `https://acme.slack.com/`; null: Slack did not say. */
  readonly url: string | null;
};

const Tested = z.object({
  bot_id: z.string().nullish(),
  user_id: z.string(),
  team_id: z.string(),
  url: z.url().nullish(),
});

/** Milliseconds between two attempts while Slack is away. */
const PAUSE = 5_000;

export type BotIdentitySource = {
  /** Who we are, or null while Slack has not told us yet. Never waits. */
  known(): BotIdentity | null;
  /** Who we are; asks Slack when it is not known. Throws as callSlack does. */
  get(): Promise<BotIdentity>;
  /** Asks in the background until Slack answers. */
  start(): void;
  stop(): void;
};

/** Asks Slack once who the token belongs to (auth.test) and keeps the answer: a token never changes its owner. */
export function createBotIdentity(deps: {
  readonly callSlack: CallSlack;
  readonly log: Log;
}): BotIdentitySource {
  let identity: BotIdentity | null = null;
  let asking: Promise<BotIdentity> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const ask = async (): Promise<BotIdentity> => {
    const { bot_id, user_id, team_id, url } = await deps.callSlack('auth.test', { args: {}, answer: Tested });
    identity = { botId: bot_id ?? user_id, botUserId: user_id, teamId: team_id, url: url ?? null };
    deps.log.info({ ...identity }, 'slack knows us');
    return identity;
  };
  const get = async (): Promise<BotIdentity> => {
    if (identity) return identity;
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };
  const keepAsking = async (): Promise<void> => {
    try {
      await get();
    } catch (error) {
      const reason = error instanceof Unavailable ? 'unavailable' : 'refused';
      deps.log.warn({ error, reason }, 'slack does not tell who we are');
      if (!stopped) timer = setTimeout(() => void keepAsking(), PAUSE);
    }
  };
  return {
    known: () => identity,
    get,
    start() {
      stopped = false;
      void keepAsking();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
