import { Misconfigured, Unavailable } from '../../ports/failures.ts';

/** Error codes of Redis that somebody has to set right; waiting changes nothing. */
const needsHands = new Set(['NOAUTH', 'WRONGPASS', 'NOPERM', 'DENIED']);

/** Error codes of Redis that pass: it is loading, failing over, full, or cannot write its disk right now. */
const passes = new Set([
  'LOADING',
  'READONLY',
  'MASTERDOWN',
  'CLUSTERDOWN',
  'TRYAGAIN',
  'BUSY',
  'OOM',
  'MISCONF',
  'NOREPLICAS',
  'UNKILLABLE',
]);

/**
 * The one translation of ioredis' errors. Throws Unavailable (`redis-unreachable`: connection or time-out, the outcome
 * is not known; `redis-oom` ...: Redis refused for now) or Misconfigured (`redis-noauth` ...). Any other answer of Redis
 * is a mistake of ours and is thrown as it is.
 */
export async function reachRedis<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw redisFailure(error);
  }
}

/** The failure that an error of ioredis stands for; what is no failure of the world comes back unchanged. */
export function redisFailure(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name !== 'ReplyError') return new Unavailable('redis-unreachable', { cause: error });
  // The first word of an error reply is its code: https://redis.io/docs/latest/develop/reference/protocol-spec/
  const code = error.message.split(' ', 1)[0] ?? '';
  const reason = `redis-${code.toLowerCase()}`;
  if (needsHands.has(code)) return new Misconfigured(reason, { cause: error });
  if (passes.has(code)) return new Unavailable(reason, { cause: error });
  return error;
}
