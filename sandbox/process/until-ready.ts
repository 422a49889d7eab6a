import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningProcess } from './start-process.ts';

const PAUSE_MS = 20;
/** A busy machine may start a dozen of them at once. */
const PATIENCE_MS = 60_000;
const LOG_TAIL = 1_500;

/** Waits until a server answers; one that ended or stays silent is stopped and its own last words are thrown. */
export async function untilReady(
  name: string,
  server: RunningProcess,
  answers: () => Promise<boolean>,
  withinMs = PATIENCE_MS,
): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (performance.now() < giveUpAt && !server.hasExited()) {
    if (await answers()) return;
    await sleep(PAUSE_MS);
  }
  const why = server.hasExited()
    ? 'ended while it was starting'
    : `did not answer within ${withinMs / 1_000} s`;
  await server.kill();
  throw new Error(`${name} ${why}. Its log ends with:\n${(await server.log()).slice(-LOG_TAIL)}`);
}
