import type { Json } from '../../src/domain/json.ts';

/** One reading of a cluster by a process of its own: what it took, and what was read. Times in milliseconds, memory in bytes. */
export type Reading = {
  readonly wall: number;
  /** Of the process, all of its threads. */
  readonly cpu: number;
  /** Resident before the first reading, and at most until the end of this one. */
  readonly idle: number;
  readonly peak: number;
  /** What the reading says about itself. */
  readonly said: Readonly<Record<string, number>>;
};

/**
 * The life of a measured process: it says when it is ready, reads once each time it is told to, and ends with whoever
 * started it. `read` gives what it has to say about itself besides time and memory; `start` is what the bot does once
 * when it starts, after its idle memory was measured and before it is ready.
 */
export function readWhenTold(
  read: () => Promise<Readonly<Record<string, number>>>,
  start: () => Promise<unknown> = async () => undefined,
): void {
  const say = (message: Json) => process.send?.(message);
  const idle = process.memoryUsage.rss();
  process.once('disconnect', () => process.exit(0));
  process.on('message', () => {
    void measured(read, idle).then(say, (error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
  void start().then(() => say('ready'));
}

async function measured(
  read: () => Promise<Readonly<Record<string, number>>>,
  idle: number,
): Promise<Reading> {
  const before = process.cpuUsage();
  const began = performance.now();
  const said = await read();
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1_000, idle, peak: process.resourceUsage().maxRSS * 1_024, said };
}
