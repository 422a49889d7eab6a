import type { Clock } from '../../ports/clock.ts';

/** Answers of Slack by their key, each with the time when it was asked for. */
export type KeptAnswers<T> = {
  /** The answer, at most `age` milliseconds old. One request at a time per key; a failure is not kept. */
  get(key: string, age: number, load: () => Promise<T>): Promise<T>;
  /** Asks now, whatever is known, and keeps the answer for others. */
  renew(key: string, load: () => Promise<T>): Promise<T>;
  drop(key: string): void;
};

type Kept<T> = { readonly value: Promise<T>; readonly askedAt: number };

/** More than a workspace's people and groups that matter; the oldest are forgotten first. */
const MOST = 5_000;

export function createKeptAnswers<T>(clock: Clock): KeptAnswers<T> {
  const kept = new Map<string, Kept<T>>();
  const renew = (key: string, load: () => Promise<T>): Promise<T> => {
    const entry = { value: load(), askedAt: clock.now() };
    kept.delete(key);
    kept.set(key, entry);
    const oldest = kept.size > MOST ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    entry.value.catch(() => {
      if (kept.get(key) === entry) kept.delete(key);
    });
    return entry.value;
  };
  return {
    get(key, age, load) {
      const known = kept.get(key);
      return known && clock.now() - known.askedAt < age ? known.value : renew(key, load);
    },
    renew,
    drop: (key) => void kept.delete(key),
  };
}
