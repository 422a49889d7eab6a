import { randomUUID } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Allowance, SlackBudget, Taken } from '../../ports/slack-budget.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript, type Script } from './run-script.ts';

/**
 * Takes one call from every window, or none from any. A window is a sorted set of the calls of the last `period`
 * milliseconds by Redis' own clock, so there is never a span of that length with more than `limit` calls in it, which
 * a counter that starts anew every minute can't promise (twice the limit around the turn of the minute).
 * KEYS: the method's block, the windows. ARGV: a unique id, then limit and period of each window.
 * Answers 0, or the milliseconds until it is worth asking again.
 */
const takeScript: Script = {
  lua: `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local wait = math.max(0, redis.call('PTTL', KEYS[1]))
for i = 2, #KEYS do
  local limit, period = tonumber(ARGV[2 * i - 2]), tonumber(ARGV[2 * i - 1])
  redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', now - period)
  local used = redis.call('ZCARD', KEYS[i])
  if used >= limit then
    local freed = redis.call('ZRANGE', KEYS[i], used - limit, used - limit, 'WITHSCORES')
    wait = math.max(wait, tonumber(freed[2]) + period - now)
  end
end
if wait > 0 then return wait end
for i = 2, #KEYS do
  redis.call('ZADD', KEYS[i], now, ARGV[1])
  redis.call('PEXPIRE', KEYS[i], ARGV[2 * i - 1])
end
return 0`,
};

export type SlackBudgetDeps = {
  readonly redis: RedisConnection;
  /** With braces, e.g. `{keyturn}`. */
  readonly prefix?: string;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Slack's budgets, shared by all processes. Without Redis each process counts for itself until Redis is back: a person
 * who clicks then still gets an answer.
 */
export function createSlackBudget(deps: SlackBudgetDeps): SlackBudget {
  const { redis, clock } = deps;
  const base = `${deps.prefix ?? '{keyturn}'}:slack-budget`;
  const own = createOwnBudget(clock);
  const orAlone = async <T>(shared: () => Promise<T>, alone: () => Promise<T>): Promise<T> => {
    try {
      return await shared();
    } catch (error) {
      deps.log.warn({ error }, 'slack budget is not shared while redis is away');
      return alone();
    }
  };
  return {
    take(method, allowances) {
      const shared = async (): Promise<Taken> => {
        const keys = [`${base}:blocked:${method}`, ...allowances.map(({ name }) => `${base}:calls:${name}`)];
        const args = [randomUUID(), ...allowances.flatMap(({ limit, period }) => [limit, period])];
        const wait = z.coerce.number().parse(await runScript(redis, takeScript, keys, args));
        return wait === 0 ? { granted: true } : { granted: false, retryAt: clock.now() + Math.ceil(wait) };
      };
      return orAlone(shared, () => own.take(method, allowances));
    },
    async block(method, until) {
      await own.block(method, until);
      const wait = Math.ceil(until - clock.now());
      if (wait <= 0) return;
      await orAlone(
        async () => void (await redis.set(`${base}:blocked:${method}`, '1', 'PX', wait)),
        async () => {},
      );
    },
  };
}

/** The budget of a process that is alone. Here the windows are counters. */
function createOwnBudget(clock: Clock): SlackBudget {
  const windows = new Map<string, RateLimiterMemory>();
  const blocked = new Map<string, number>();
  const windowOf = ({ name, limit, period }: Allowance): RateLimiterMemory => {
    const known = windows.get(name);
    if (known) return known;
    const made = new RateLimiterMemory({ points: limit, duration: period / 1000 });
    windows.set(name, made);
    return made;
  };
  return {
    async take(method, allowances) {
      const until = blocked.get(method) ?? 0;
      if (until > clock.now()) return { granted: false, retryAt: until };
      for (const allowance of allowances) {
        const used = await windowOf(allowance).get(allowance.name);
        if (used && used.consumedPoints >= allowance.limit) {
          return { granted: false, retryAt: clock.now() + used.msBeforeNext };
        }
      }
      for (const allowance of allowances)
        await windowOf(allowance)
          .consume(allowance.name)
          .catch(() => {});
      return { granted: true };
    },
    async block(method, until) {
      blocked.set(method, until);
    },
  };
}
