import type { Config } from '../config/load-config.ts';
import { connectRedis, isRedisReady } from '../integrations/redis/connect-redis.ts';
import { createRedisStore } from '../integrations/redis/create-redis-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { type AuditAsked, type AuditDeps, runAudit } from './audit.ts';

const PATIENCE = 5_000;

/** Opens the store for `keyturn audit` and closes it again. The exit code. */
export async function auditWithStore(
  deps: { readonly config: Config; readonly logger: Log; readonly clock: Clock } & Pick<
    AuditDeps,
    'print' | 'tell'
  >,
  asked: AuditAsked,
): Promise<number> {
  const { config, logger, clock, print, tell } = deps;
  const redis = connectRedis({ url: config.redis.url, use: 'requests', log: logger });
  const store = createRedisStore({
    redis,
    prefix: config.redis.prefix,
    chainKeys: config.chainKeys,
    log: logger,
  });
  try {
    if (!(await isRedisReady(redis, PATIENCE))) {
      tell('Redis does not answer, so nothing could be read. Is REDIS_URL right?');
      return 2;
    }
    return await runAudit({ audit: store.audit, now: clock.now(), print, tell }, asked);
  } finally {
    await store.close();
  }
}
