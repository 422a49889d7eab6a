import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Reading } from './reading-child.ts';

/** A process that reads once each time it is told to. */
export type ReadingProcess = { read(): Promise<Reading>; stop(): Promise<void> };

/**
 * Starts a script of this folder as a process of its own and waits until it is ready. `profileInto`: a folder that gets
 * its CPU profile when it stops. Throws when it ends before it answers.
 */
export async function startChild(
  script: './floor-child.ts' | './whole-child.ts',
  args: readonly string[],
  profileInto: string | null,
): Promise<ReadingProcess> {
  const { PATH = '', HOME = '' } = process.env;
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    execArgv: profileInto === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileInto}`],
    // Nothing else of our environment: what it says about Node's memory or proxies would count, too.
    env: { PATH, HOME, NODE_ENV: 'production' },
  });
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended with ${code} before it answered.`);
  });
  exited.catch(() => undefined);
  await Promise.race([once(child, 'message'), exited]);
  return {
    async read() {
      child.send('read');
      const [reading] = await Promise.race([once(child, 'message'), exited]);
      return reading;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited.catch(() => undefined);
    },
  };
}
