/**
 * Runs `work` once, `ms` milliseconds from now, unless it is stopped before. `work` takes care of its own failures; it is
 * given a question to ask from time to time: whether it was stopped meanwhile. `stop` does not wait for it.
 */
export function after(
  ms: number,
  work: (isStopped: () => boolean) => Promise<void>,
): { stop(): Promise<void> } {
  let stopped = false;
  const timer = setTimeout(() => void work(() => stopped), ms);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
