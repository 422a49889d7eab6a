import { METHOD_BUDGETS } from '../../sandbox/slack/rate-limits.ts';

/** In which a method's budget is counted; it slides. */
const WINDOW_MS = 60_000;

/**
 * The least time, in milliseconds, in which anybody could make so many calls of each method, if everything but waiting for
 * the budgets took no time. A budget of b calls in a window that slides lets b calls through at once and the next b a
 * window later, so that call n of a method is made after floor((n - 1) / b) windows at the earliest. Methods have their
 * own budgets and need not wait for each other: the slowest one counts. Nothing was used of any budget before.
 */
export function limitFloor(calls: Readonly<Record<string, number>>): number {
  const waits = Object.entries(calls).map(([method, count]) => {
    const budget = METHOD_BUDGETS[method];
    if (budget === undefined) throw new Error(`the sandbox knows no budget of ${method}`);
    return Math.floor(Math.max(0, count - 1) / budget) * WINDOW_MS;
  });
  return Math.max(0, ...waits);
}
