import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { freePort } from '../../../../sandbox/process/free-port.ts';
import { startProcess } from '../../../../sandbox/process/start-process.ts';
import { untilReady } from '../../../../sandbox/process/until-ready.ts';
import { MINUTE, SECOND } from '../../../../src/domain/instant.ts';
import { COMPILED } from '../../killed/bot-process.ts';
import { SPEED, type World } from '../../world.ts';
import type { ExecutorOrders } from './executor-main.ts';

const MAIN = fileURLToPath(new URL('./executor-main.ts', import.meta.url));

/**
 * In the time of the world, which runs faster than that on the wall, also when the machine is busy: so long that none of
 * it is over before the executor is killed. Whoever wants the lease to be over puts the clock forward.
 */
export const TIMES: ExecutorOrders['times'] = {
  preparing: 5 * MINUTE,
  request: 5 * MINUTE,
  serving: SECOND,
  lease: 8 * MINUTE,
  verifying: 30 * MINUTE,
};

/** An executor in a process of its own. */
export type ExecutorProcess = {
  /** SIGKILL, now. Resolves when the process is gone. */
  kill(): Promise<void>;
  hasExited(): boolean;
  log(): Promise<string>;
};

/** Starts an executor beside the bot of a world, with the same clock; it does not outlive the test. */
export async function startExecutor(
  { told, now }: World,
  { diesBefore = null }: { readonly diesBefore?: string | null } = {},
): Promise<ExecutorProcess> {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-executor-'));
  const port = await freePort();
  const config = join(dir, 'keyturn.yaml');
  await writeFile(config, JSON.stringify({ ...JSON.parse(told.yaml), http: { host: '127.0.0.1', port } }));
  const orders: ExecutorOrders = { clock: clockOf(now), times: TIMES, diesBefore };
  const { PATH = '', HOME = '' } = process.env;
  const running = await startProcess({
    command: process.execPath,
    args: [MAIN, config, JSON.stringify(orders)],
    dir,
    removeWhenOrphaned: dir,
    env: { PATH, HOME, NODE_COMPILE_CACHE: COMPILED, ...told.secrets },
  });
  onTestFinished(async () => {
    if (!running.hasExited()) await running.kill();
    await rm(dir, { recursive: true, force: true });
  });
  await untilReady('The executor', running, () => isReady(`http://127.0.0.1:${port}`));
  return {
    async kill() {
      process.kill(running.pid, 'SIGKILL');
      await running.kill();
    },
    hasExited: () => running.hasExited(),
    log: () => running.log(),
  };
}

/** The world's clock as another process can have it: it runs evenly. */
function clockOf(now: () => number): ExecutorOrders['clock'] {
  const [from, at] = [Date.now(), now()];
  return { from, at, speed: SPEED };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(1_000) });
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}
