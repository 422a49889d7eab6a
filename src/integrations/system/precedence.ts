/** Lets what somebody waits for go first, before work of the same process that can wait a little. */
export type Precedence = {
  /** Something came that somebody waits for. */
  came(): void;
  /** Resolves as soon as little comes, in any case after the patience: then it is the other work's turn. */
  turn(): Promise<void>;
};

/**
 * Little is at most `few` within the last `window` milliseconds. How many wait at this moment would say nothing: they
 * are answered together, and then for a moment nobody waits. `patience` in milliseconds.
 */
export function createPrecedence({
  few,
  window,
  patience,
}: {
  readonly few: number;
  readonly window: number;
  readonly patience: number;
}): Precedence {
  /** When the last `few` and one came, in a ring; `next` is where the oldest of them is. */
  const times = Array.from({ length: few + 1 }, () => Number.NEGATIVE_INFINITY);
  let next = 0;
  const isMuch = () => performance.now() - (times[next] ?? 0) < window;
  return {
    came() {
      times[next] = performance.now();
      next = (next + 1) % times.length;
    },
    async turn() {
      const until = performance.now() + patience;
      while (isMuch() && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, window));
      }
    },
  };
}
