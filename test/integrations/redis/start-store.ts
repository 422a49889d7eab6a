import { inject } from 'vitest';
import { connectRedis, isRedisReady } from '../../../src/integrations/redis/connect-redis.ts';
import { createRedisStore } from '../../../src/integrations/redis/create-redis-store.ts';
import type { RedisConnection } from '../../../src/integrations/redis/redis-connection.ts';
import { createStoreKeys } from '../../../src/integrations/redis/store-keys.ts';
import type { Log } from '../../../src/ports/log.ts';
import { freshKeyPrefix } from '../../setup/key-prefix.ts';

export const silentLog: Log = { info() {}, warn() {}, error() {} };

export const chainKeys = [{ id: 'k1', secret: 'a secret of the tests' }] as const;

/** A connection for requests that is ready to use. */
export async function startConnection(url: string = inject('redisUrl')): Promise<RedisConnection> {
  const redis = connectRedis({ url, use: 'requests', log: silentLog });
  if (!(await isRedisReady(redis, 60_000))) throw new Error('no Redis for the test');
  return redis;
}

/** A store under a prefix of its own, with the connection and the keys that tests of its inside need. */
export async function startStore(options: { url?: string; prefix?: string; redis?: RedisConnection } = {}) {
  const redis = options.redis ?? (await startConnection(options.url));
  const prefix = options.prefix ?? freshKeyPrefix();
  const store = createRedisStore({ redis, prefix, chainKeys, log: silentLog });
  return { ...store, redis, prefix, keys: createStoreKeys(prefix) };
}
