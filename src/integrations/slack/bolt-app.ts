import { App, type Logger, type Receiver } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';
import type { BotIdentitySource } from './bot-identity.ts';
import type { Ack, PeopleDoor } from './people-door.ts';

/**
 * Bolt, for what people do: it reads commands, clicks, shortcuts and submissions and gives us its acknowledgement.
 * Events never reach it (see receive-durably.ts), and its own client is never used: authorisation is static, because
 * with a failing one Bolt acknowledges a click and calls nobody.
 */
export function createBoltApp(deps: {
  readonly receiver: Receiver;
  readonly botToken: string;
  readonly bot: BotIdentitySource;
  readonly people: PeopleDoor;
  readonly sdkLogger: Logger;
  readonly log: Log;
}): App {
  const { people, log } = deps;
  const app = new App({
    receiver: deps.receiver,
    logger: deps.sdkLogger,
    ignoreSelf: false,
    convoStore: false,
    authorize: async () => {
      const bot = deps.bot.known();
      return { botToken: deps.botToken, ...(bot ? { botId: bot.botId, botUserId: bot.botUserId } : {}) };
    },
  });
  app.command(/.*/, async ({ body, ack }) => people.command(body, async (said) => ack(said)));
  app.action({ action_id: /.*/ }, async ({ body, ack }) => people.click(body, async () => ack()));
  app.shortcut(/.*/, async ({ body, ack }) => people.shortcut(body, async () => ack()));
  // Bolt's type lists each response_action by itself; ours is made in submission.ts.
  app.view(/.*/, async ({ body, ack }) => people.submission(body, ack as Ack));
  app.error(async (error) => {
    log.error({ error }, 'what a person did was not handled');
  });
  return app;
}
