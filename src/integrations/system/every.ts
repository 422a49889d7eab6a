import type { Log } from '../../ports/log.ts';

/**
 * Runs `work` every `ms` milliseconds, never twice at once, until stopped; a failure is logged and the next round
 * comes all the same. `stop` waits for a round that is under way.
 */
export function every(ms: number, work: () => Promise<void>, logger: Log): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    if (running) return;
    running = work()
      .catch((error: unknown) => logger.warn({ error }, 'a periodic round failed, the next one comes'))
      .finally(() => {
        running = null;
      });
  }, ms);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
