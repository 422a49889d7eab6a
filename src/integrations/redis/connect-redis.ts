import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../../ports/log.ts';
import { parseRedisAddress } from './parse-redis-address.ts';
import type { RedisConnection } from './redis-connection.ts';

/** What waits for an answer of Redis: a person or a sender (fails fast), or a worker (waits until Redis is back). */
export type RedisUse = 'requests' | 'workers';

/**
 * Opens a connection; it goes on trying for ever and says in the log when Redis is away and when it is back.
 * `requests` fails within 1.5 s, and no command waits for a connection or is sent a second time: a write that comes
 * through late, after its sender was told "not known", could overwrite something newer.
 * `workers` is for BullMQ, which needs commands without an end. Errors: see reach-redis.ts.
 */
export function connectRedis(options: {
  /** `redis://`, `rediss://`, `redis-sentinel://` or `redis-cluster://`, see parse-redis-address.ts. */
  readonly url: string;
  readonly use: RedisUse;
  readonly log: Log;
}): RedisConnection {
  const address = parseRedisAddress(options.url);
  const common = { ...optionsFor[options.use], ...address.access };
  const connection =
    address.kind === 'cluster'
      ? new Cluster([...address.nodes], {
          enableOfflineQueue: options.use === 'workers',
          clusterRetryStrategy: pause,
          redisOptions: common,
        })
      : new Redis({
          ...common,
          retryStrategy: pause,
          ...(address.kind === 'sentinel'
            ? { sentinels: [...address.nodes], name: address.master }
            : { host: address.host, port: address.port }),
        });
  sayWhenAway(connection, options);
  return connection;
}

/** True when the connection can be used within `patience` ms, false when Redis is still away then. */
export async function isRedisReady(connection: RedisConnection, patience: number): Promise<boolean> {
  if (connection.status === 'ready') return true;
  return new Promise((resolve) => {
    const end = (isReady: boolean) => {
      clearTimeout(timer);
      connection.off('ready', ready);
      resolve(isReady);
    };
    const ready = () => end(true);
    const timer = setTimeout(() => end(false), patience);
    connection.on('ready', ready);
  });
}

const optionsFor: Record<RedisUse, RedisOptions> = {
  requests: {
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    commandTimeout: 1_500,
    connectTimeout: 1_500,
  },
  workers: { maxRetriesPerRequest: null },
};

/** Milliseconds before the next attempt to connect: soon at first, so that a restart costs little. */
function pause(attempts: number): number {
  return Math.min(25 * 2 ** Math.min(attempts, 10), 1_000);
}

function sayWhenAway(connection: RedisConnection, { use, log }: { use: RedisUse; log: Log }): void {
  let isAway = false;
  const away = (error?: Error) => {
    if (isAway) return;
    isAway = true;
    log.warn({ use, cause: error?.message }, 'redis is away');
  };
  // Without a listener for errors, ioredis prints each of them.
  connection.on('error', away);
  connection.on('reconnecting', () => away());
  connection.on('ready', () => {
    if (isAway) log.info({ use }, 'redis is back');
    isAway = false;
  });
}
