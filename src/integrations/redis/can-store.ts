import type { RedisConnection } from './redis-connection.ts';
import { createStoreKeys } from './store-keys.ts';

/** Long enough to be there at the next look, short enough to leave nothing behind. Seconds. */
const KEPT = 60;

/**
 * Whether Redis takes writes right now: null, or what is wrong, in words. A full or read-only Redis still answers a
 * ping, while every delivery is refused. Rejects when Redis can't be reached.
 */
export async function canStore(redis: RedisConnection, prefix: string): Promise<string | null> {
  try {
    await redis.set(createStoreKeys(prefix).ready, '1', 'EX', KEPT);
    return null;
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ReplyError') throw error;
    // The first word of an error reply is its code: https://redis.io/docs/latest/develop/reference/protocol-spec/
    return `redis takes no writes (${error.message.split(' ', 1)[0]})`;
  }
}
