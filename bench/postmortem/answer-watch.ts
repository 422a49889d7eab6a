const EVERY_MS = 200;

/**
 * Asks a bot every 200 ms whether it lives, one question at a time. `slowest`: the longest that it took to answer, in
 * milliseconds: so long somebody who clicked at the wrong moment had to wait.
 */
export function startAnswerWatch(url: string): { slowest(): number; stop(): void } {
  let slowest = 0;
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const ask = async (): Promise<void> => {
    const began = performance.now();
    await fetch(`${url}/healthz`).then((answer) => answer.arrayBuffer());
    if (!over) slowest = Math.max(slowest, performance.now() - began);
  };
  const again = (): void => {
    if (!over)
      timer = setTimeout(
        () =>
          void ask()
            .catch(() => undefined)
            .finally(again),
        EVERY_MS,
      );
  };
  again();
  return {
    slowest: () => slowest,
    stop() {
      over = true;
      clearTimeout(timer);
    },
  };
}
