import { redisFailure } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';

const wanted = [
  {
    setting: 'appendonly',
    value: 'yes',
    risk: 'what was acknowledged is lost when Redis is restarted',
  },
  {
    setting: 'appendfsync',
    value: 'always',
    risk: 'about the last second of what was acknowledged is lost at a power cut',
  },
  {
    setting: 'maxmemory-policy',
    value: 'noeviction',
    risk: 'Redis may throw incidents away when its memory is full',
  },
] as const;

/**
 * Asks Redis how durable it is. Answers with one sentence for each setting that is less than Keyturn needs, and with
 * one that says so when Redis does not let us ask (many managed ones forbid CONFIG). Throws Unavailable.
 */
export async function checkDurability(redis: RedisConnection): Promise<readonly string[]> {
  const answers = await Promise.all(wanted.map(({ setting }) => readSetting(redis, setting)));
  return wanted.flatMap(({ setting, value, risk }, index) => {
    const found = answers[index];
    if (found === value) return [];
    if (found === undefined) {
      return [
        `Redis does not let us read ${setting}, so it could not be checked: make sure that it is ${value}, else ${risk}.`,
      ];
    }
    return [`Redis has ${setting} ${found} instead of ${value}: ${risk}.`];
  });
}

async function readSetting(redis: RedisConnection, setting: string): Promise<string | undefined> {
  try {
    const answer = await redis.config('GET', setting);
    return Array.isArray(answer) && typeof answer[1] === 'string' ? answer[1] : undefined;
  } catch (error) {
    // Any reply, even a refusal, means that Redis is there: CONFIG is renamed or forbidden.
    if (error instanceof Error && error.name === 'ReplyError') return undefined;
    throw redisFailure(error);
  }
}
