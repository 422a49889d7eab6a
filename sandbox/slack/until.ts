import type { EventEmitter } from 'node:events';

const POLL_MS = 20;
/** Nothing that comes at all takes as long, also on a busy machine. */
const PATIENCE_MS = 60_000;

/** Waits until something is so; looks after every change, and now and then for what is no change of Slack's. */
export const until = <T>(
  changes: EventEmitter,
  predicate: () => T | false | undefined | null,
  timeoutMs = PATIENCE_MS,
  what = String(predicate),
): Promise<T> =>
  new Promise((resolve, reject) => {
    const finish = (done: () => void): void => {
      clearInterval(poll);
      clearTimeout(limit);
      changes.off('change', look);
      changes.off('call', look);
      done();
    };
    const look = (): void => {
      try {
        const found = predicate();
        if (found) finish(() => resolve(found));
      } catch (error) {
        finish(() => reject(error));
      }
    };
    const poll = setInterval(look, POLL_MS);
    const limit = setTimeout(
      () => finish(() => reject(new Error(`not so within ${timeoutMs} ms: ${what}`))),
      timeoutMs,
    );
    changes.on('change', look);
    changes.on('call', look);
    look();
  });
