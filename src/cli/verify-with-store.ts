import type { Config } from '../config/load-config.ts';
import { connectRedis, isRedisReady } from '../integrations/redis/connect-redis.ts';
import { createRedisStore } from '../integrations/redis/create-redis-store.ts';
import type { Log } from '../ports/log.ts';
import { type CliAnswer, runVerify } from './verify.ts';

const PATIENCE = 5_000;

/** Opens the store for `keyturn verify` and closes it again. */
export async function verifyWithStore(
  { config, logger }: { readonly config: Config; readonly logger: Log },
  args: readonly string[],
): Promise<CliAnswer> {
  const redis = connectRedis({ url: config.redis.url, use: 'requests', log: logger });
  const store = createRedisStore({
    redis,
    prefix: config.redis.prefix,
    chainKeys: config.chainKeys,
    log: logger,
  });
  try {
    if (!(await isRedisReady(redis, PATIENCE))) {
      return {
        exitCode: 2,
        lines: ['Redis does not answer, so nothing could be checked. Is REDIS_URL right?'],
      };
    }
    return await runVerify({ verify: store.verify }, args);
  } finally {
    await store.close();
  }
}
