import { Redis } from 'ioredis';

const PATIENCE_MS = 3_000;

/** Throws a sentence that says what to do when nobody answers at this address. */
export async function checkRedis(url: string): Promise<void> {
  await withRedis(url, (redis) => redis.ping()).catch((cause: unknown) => {
    throw new Error('The Redis that REDIS_URL names does not answer. Start it, or unset REDIS_URL.', {
      cause,
    });
  });
}

/** Removes what a run left in a Redis that is not its own. `prefix` is taken literally; it may hold braces. */
export async function removeKeys(url: string, prefix: string): Promise<void> {
  await withRedis(url, async (redis) => {
    for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 500 })) {
      if ((keys as string[]).length > 0) await redis.unlink(...(keys as string[]));
    }
  });
}

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { maxRetriesPerRequest: 1, connectTimeout: PATIENCE_MS, lazyConnect: true });
  // Each command rejects by itself; without a listener ioredis prints the same once more.
  redis.on('error', () => undefined);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
