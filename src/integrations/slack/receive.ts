import type { CommandDoor } from '../../commands/door.ts';
import type { Jobs } from '../../ports/jobs.ts';
import type { SlackEventInbox } from '../../ports/slack-event-inbox.ts';
import { createAnswers } from './answers.ts';
import { createBoltApp } from './bolt-app.ts';
import { createEventDoor } from './event-door.ts';
import { createHttpDelivery, type RequestListener } from './http-delivery.ts';
import { createPeopleDoor } from './people-door.ts';
import { receiveDurably } from './receive-durably.ts';
import { createSdkLogger } from './sdk-logger.ts';
import type { SlackDelivery, SlackParts } from './slack-parts.ts';
import { createSocketDelivery } from './socket-delivery.ts';

/** Two: while Slack renews one connection, the other one is there. Slack allows ten over all replicas. */
const CONNECTIONS = 2;

export type ReceiveDeps = {
  readonly door: CommandDoor;
  readonly inbox: SlackEventInbox;
  readonly jobs: Pick<Jobs, 'drainSlackEvents'>;
};

/** What comes in from Slack. */
export type SlackReceiving = {
  /** For the one HTTP server of the process, at POST /slack/events, body unread; null in Socket Mode. */
  readonly http: RequestListener | null;
  /** Begins to take in. Does not wait for Slack. */
  start(): void;
  /** Takes nothing in any more, finishes what is being answered, then closes the connections. */
  stop(): Promise<void>;
  /** Why nothing comes in right now; null when all is well. */
  trouble(): string | null;
};

/** Joins the delivery (HTTP or Socket Mode) to the doors for events and for people. */
export function createReceiving(parts: SlackParts, deps: ReceiveDeps): SlackReceiving {
  const { callSlack, bot, conversations, log, clock, metrics } = parts;
  const sdkLogger = createSdkLogger(log);
  const delivery = createDelivery(parts.delivery, parts.apiUrl, { sdkLogger, log });
  const storeEvent = createEventDoor({
    ...deps,
    clock,
    log,
    metrics,
    bot,
    forgetGroup: (group) => parts.directory.forget(group),
  });
  const receiver = receiveDurably(delivery.receivers, { storeEvent, bot, log });
  const answers = createAnswers({ callSlack, conversations, log });
  const people = createPeopleDoor({ door: deps.door, callSlack, answers, log });
  createBoltApp({ receiver, botToken: parts.botToken, bot, people, sdkLogger, log });
  return {
    http: delivery.http,
    start: () => delivery.open(),
    async stop() {
      await receiver.drain();
      await delivery.close();
    },
    trouble: delivery.trouble,
  };
}

function createDelivery(
  delivery: SlackDelivery,
  apiUrl: string,
  {
    sdkLogger,
    log,
  }: { readonly sdkLogger: ReturnType<typeof createSdkLogger>; readonly log: SlackParts['log'] },
) {
  if (delivery.kind === 'http') {
    const { receiver, handle } = createHttpDelivery({
      signingSecret: delivery.signingSecret,
      logger: sdkLogger,
    });
    return {
      receivers: [receiver],
      http: handle,
      open: () => {},
      close: async () => {},
      trouble: () => null,
    };
  }
  const connections = delivery.connections ?? CONNECTIONS;
  const socket = createSocketDelivery({
    appToken: delivery.appToken,
    apiUrl,
    connections,
    logger: sdkLogger,
    log,
  });
  return {
    receivers: socket.receivers,
    http: null,
    open: () => socket.open(),
    close: () => socket.close(),
    trouble: () => (socket.connected() === 0 ? 'no socket mode connection' : null),
  };
}
