import { findRedis } from './find-redis.ts';
import { type StartRedisOptions, startRedis } from './start-redis.ts';

/** A Redis to work with: the one that REDIS_URL names, which is left as it is, else one of our own. */
export async function obtainRedis(
  options: StartRedisOptions = {},
): Promise<{ url: string; isOurs: boolean; stop(): Promise<void> }> {
  const found = await findRedis(options.say ?? ((line) => void process.stderr.write(`${line}\n`)));
  if (found.kind === 'url') return { url: found.url, isOurs: false, stop: async () => undefined };
  const { url, stop } = await startRedis(options);
  return { url, isOurs: true, stop };
}
