import { Redis } from 'ioredis';
import type { SandboxSlack } from '../../../sandbox/slack/sandbox-slack.ts';

/** Everything that Slack was sent or keeps: calls, messages with what they said before, files, what one person saw. */
export function inSlack(slack: SandboxSlack): string {
  const rooms = slack.channels.map((room) => ({
    messages: room.history(),
    ephemerals: room.ephemerals(),
    topic: room.topic,
    bookmarks: room.bookmarks,
  }));
  const files = slack.files.map(({ name, content }) => `${name}\n${content}`);
  return [JSON.stringify(slack.calls), JSON.stringify(rooms), ...files].join('\n');
}

/** Every key under this prefix with all that it holds, whatever kind it is. */
export async function inRedis(url: string, prefix: string): Promise<ReadonlyMap<string, string>> {
  const redis = new Redis(url);
  try {
    const found = new Map<string, string>();
    for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 500 })) {
      for (const key of keys as string[]) found.set(key, await contentOf(redis, key));
    }
    return found;
  } finally {
    redis.disconnect();
  }
}

async function contentOf(redis: Redis, key: string): Promise<string> {
  switch (await redis.type(key)) {
    case 'string':
      return (await redis.get(key)) ?? '';
    case 'hash':
      return JSON.stringify(await redis.hgetall(key));
    case 'list':
      return JSON.stringify(await redis.lrange(key, 0, -1));
    case 'set':
      return JSON.stringify(await redis.smembers(key));
    case 'zset':
      return JSON.stringify(await redis.zrange(key, '0', '-1'));
    case 'stream':
      return JSON.stringify(await redis.xrange(key, '-', '+'));
    default:
      // It went away meanwhile.
      return '';
  }
}

/**
 * Where a secret is to be found in a text: as it is, as JSON writes it (once and twice), or folded over several lines
 * as on a phone.
 */
export function holds(text: string): (secret: string) => boolean {
  const flat = withoutBreaks(text);
  return (secret) => {
    const once = inJson(secret);
    return [secret, once, inJson(once)].some(
      (one) => text.includes(one) || flat.includes(withoutBreaks(one)),
    );
  };
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

const withoutBreaks = (text: string): string => text.replace(/(\\+n|\s|\|)+/g, '');
