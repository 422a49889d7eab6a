/**
 * Makes a call that is done at most once in `pause` milliseconds: at once after a quiet time; what comes sooner shares
 * one call at the end of the pause. Each caller's promise is that of the call that began after it called.
 */
export function spaced(call: () => Promise<void>, pause: number): () => Promise<void> {
  let last = Number.NEGATIVE_INFINITY;
  let next: Promise<void> | null = null;
  const now = (): Promise<void> => {
    last = performance.now();
    next = null;
    return call();
  };
  return () => {
    if (next) return next;
    const wait = last + pause - performance.now();
    if (wait <= 0) return now();
    // Unreferenced: a process that is over does not wait for it.
    next = new Promise((resolve, reject) => {
      setTimeout(() => now().then(resolve, reject), wait).unref();
    });
    return next;
  };
}
