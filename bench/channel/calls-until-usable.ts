import type { ApiCallRecord } from '../../sandbox/slack/http/call-log.ts';

/** After these, answered in any order, people are in a channel in which the card says what is going on. */
const NEEDED = ['conversations.create', 'chat.postMessage', 'conversations.invite'];

type Call = Pick<ApiCallRecord, 'method' | 'answer' | 'at' | 'ms'>;

/** `all`: every call, of whatever method, until a channel was usable. `inSequence`: the most of them in a row. */
export type CallsUntilUsable = { readonly all: number; readonly inSequence: number };

/**
 * How many calls it took until people could read and talk, of all that was asked of Slack since the alert, in the order
 * in which the calls came in. Undefined while something that is needed was not answered.
 */
export function callsUntilUsable(calls: readonly Call[]): CallsUntilUsable | undefined {
  const missing = new Set(NEEDED);
  let usableAt = 0;
  for (const call of calls) {
    if (call.answer?.ok !== true || !missing.delete(call.method)) continue;
    usableAt = Math.max(usableAt, endOf(call));
  }
  if (missing.size > 0) return undefined;
  const before = calls.filter((call) => endOf(call) <= usableAt);
  return { all: before.length, inSequence: longestSequence(before) };
}

/** The most calls of which each began when the one before it was answered: what waiting is made of. */
function longestSequence(calls: readonly Call[]): number {
  let count = 0;
  let free = Number.NEGATIVE_INFINITY;
  for (const call of calls.toSorted((a, b) => endOf(a) - endOf(b))) {
    if (call.at < free) continue;
    count += 1;
    free = endOf(call);
  }
  return count;
}

function endOf({ at, ms }: Call): number {
  return ms === undefined ? Number.POSITIVE_INFINITY : at + ms;
}
