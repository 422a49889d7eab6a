import { Misconfigured, Unavailable } from '../ports/failures.ts';
import type { Left } from './drain-alerts-owner.ts';
import { AlreadyApplied, type Work } from './drain-alerts-work.ts';

/** What could not be applied: by entry the error; and the entries behind it that wait because of the same key. */
export type Failures = { readonly failed: Map<string, unknown>; readonly waiting: Set<string> };

/**
 * Applies works together; if that fails, one by one, so that only what is broken itself is left behind. What an
 * interrupted try applied before is done. Behind a failure the works of the same key wait: order is kept per key.
 * Throws Unavailable and Misconfigured as they are: then it is not the entry that is broken, but the world. Only an
 * incident that was put back to an older state is neither: alone its own works fail, all others go on.
 */
export async function isolated(
  failures: Failures,
  works: readonly Work[],
  apply: (works: readonly Work[]) => Promise<Left>,
): Promise<Left> {
  try {
    return await apply(works);
  } catch (error) {
    if (isOfTheWorld(error)) throw error;
    if (works.length > 1) return oneByOne(failures, works, apply);
    if (!(error instanceof AlreadyApplied)) fail(failures, works, error);
    return { again: [], declare: [] };
  }
}

async function oneByOne(
  failures: Failures,
  works: readonly Work[],
  apply: (works: readonly Work[]) => Promise<Left>,
): Promise<Left> {
  const again: Work[] = [];
  const declare: Work[] = [];
  const stopped = new Set<string>();
  // Works that are left over go on elsewhere, and with them everything behind them of the same key.
  const elsewhere = new Map<string, Work[]>();
  for (const work of works) {
    const { key } = work.part;
    if (stopped.has(key)) {
      if (work.entry !== null) failures.waiting.add(work.entry);
      continue;
    }
    const before = elsewhere.get(key);
    if (before) {
      before.push(work);
      continue;
    }
    const failedBefore = failures.failed.size;
    const left = await isolated(failures, [work], apply);
    if (failures.failed.size > failedBefore) stopped.add(key);
    if (left.again.length > 0) elsewhere.set(key, again);
    if (left.declare.length > 0) elsewhere.set(key, declare);
    again.push(...left.again);
    declare.push(...left.declare);
  }
  return { again, declare };
}

function fail(failures: Failures, works: readonly Work[], error: unknown): void {
  for (const { entry } of works) {
    // A finding of our own is made again when it still holds; there is nothing to keep.
    if (entry === null) throw error;
    if (!failures.failed.has(entry)) failures.failed.set(entry, error);
  }
}

/** One incident's log was tampered with: the others' alerts do not wait for somebody to look at it. */
const ofOneLog: readonly string[] = ['log-is-ahead', 'log-is-behind', 'log-damaged', 'snapshot-changed'];

function isOfTheWorld(error: unknown): boolean {
  if (error instanceof Misconfigured) return !ofOneLog.includes(error.reason);
  return error instanceof Unavailable;
}
