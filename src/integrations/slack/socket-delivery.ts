import { type Logger, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../ports/log.ts';

export type SocketDelivery = {
  readonly receivers: readonly SocketModeReceiver[];
  /** Opens the connections and keeps them open. Does not wait for Slack. */
  open(): void;
  close(): Promise<void>;
  /** How many connections are open now. */
  connected(): number;
};

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;

/** Milliseconds for a connection from the first call to Slack's hello. */
const OPENING = 15_000;

/**
 * Several Socket Mode connections: Slack renews each every few hours, and one alone leaves a hole of seconds then. We
 * reconnect ourselves, because the SDK gives up when Slack can't be reached in that moment, with a rejection that
 * nobody can catch.
 */
export function createSocketDelivery(deps: {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly connections: number;
  readonly logger: Logger;
  readonly log: Log;
}): SocketDelivery {
  const keepers = Array.from({ length: deps.connections }, (_, index) => createKeeper(deps, index));
  return {
    receivers: keepers.map(({ receiver }) => receiver),
    open() {
      for (const keeper of keepers) keeper.open();
    },
    async close() {
      await Promise.all(keepers.map((keeper) => keeper.close()));
    },
    connected: () => keepers.filter((keeper) => keeper.isConnected()).length,
  };
}

type KeeperDeps = Parameters<typeof createSocketDelivery>[0];

function createKeeper(deps: KeeperDeps, index: number) {
  const { log } = deps;
  let connected = false;
  let closing = false;
  let failures = 0;
  let again: NodeJS.Timeout | undefined;
  const receiver = new SocketModeReceiver({
    appToken: deps.appToken,
    logger: deps.logger,
    autoReconnectEnabled: false,
    installerOptions: {
      clientOptions: {
        slackApiUrl: deps.apiUrl,
        timeout: 10_000,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    },
    // What could not be stored is not acknowledged.
    processEventErrorHandler: async () => false,
  });
  const { client } = receiver;

  const later = (): void => {
    connected = false;
    if (closing || again) return;
    const pause = failures === 0 ? 0 : Math.min(FIRST_PAUSE * 2 ** Math.min(failures, 10), LONGEST_PAUSE);
    again = setTimeout(() => {
      again = undefined;
      void connect();
    }, pause);
  };
  const connect = async (): Promise<void> => {
    const tooLong = setTimeout(() => void client.disconnect(), OPENING);
    try {
      await client.start();
    } catch (error) {
      failures++;
      log.warn({ error, connection: index, failures }, 'socket mode connection failed');
      later();
    } finally {
      clearTimeout(tooLong);
    }
  };
  client.on('connected', () => {
    connected = true;
    failures = 0;
    log.info({ connection: index }, 'socket mode connection is open');
  });
  client.on('disconnecting', () => {
    connected = false;
  });
  client.on('disconnected', later);
  return {
    receiver,
    isConnected: () => connected,
    open(): void {
      closing = false;
      void connect();
    },
    async close(): Promise<void> {
      closing = true;
      clearTimeout(again);
      again = undefined;
      await client.disconnect();
    },
  };
}
