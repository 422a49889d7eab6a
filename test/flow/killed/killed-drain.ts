import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { RedisConnection } from '../../../src/integrations/redis/redis-connection.ts';
import { startStore } from '../../integrations/redis/start-store.ts';
import '../../setup/provided.ts';
import { COMPILED } from './bot-process.ts';
import { createDrains, type DrainName } from './drains.ts';
import { isWrite, startRedisProxy } from './redis-proxy.ts';

export type DrainStore = Awaited<ReturnType<typeof startStore>>;

/** How many drains are killed at once: a process starts with one busy core. */
const AT_ONCE = 3;

/**
 * Drains what `fill` put into a fresh store once for each write of the drain, killing the process (SIGKILL) right
 * before that write, and drains the rest; and once without a kill. Answers what `look` saw: [without, ...with].
 */
export async function killedAtEachWrite<T>(deps: {
  readonly redis: RedisConnection;
  readonly which: DrainName;
  readonly fill: (store: DrainStore) => Promise<void>;
  readonly look: (store: DrainStore) => Promise<T>;
}): Promise<readonly T[]> {
  const seen: T[] = [];
  const run = async (nth: number): Promise<number> => {
    const store = await startStore({ redis: deps.redis });
    await deps.fill(store);
    const { writes, died } = await drainAndDie(deps.which, store.prefix, nth);
    if (died !== Number.isFinite(nth)) throw new Error(`write ${nth}: ${died ? 'it died' : 'it lived'}`);
    if (died) await drainTheRest(deps.which, store);
    seen[Number.isFinite(nth) ? nth : 0] = await deps.look(store);
    return writes;
  };
  const writes = await run(Number.POSITIVE_INFINITY);
  const nths = Array.from({ length: writes }, (_, i) => i + 1);
  const worker = async (): Promise<void> => {
    for (let nth = nths.shift(); nth !== undefined; nth = nths.shift()) await run(nth);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return seen;
}

const SCRIPT = fileURLToPath(new URL('./drain-process.ts', import.meta.url));

async function drainAndDie(which: DrainName, prefix: string, nth: number) {
  const proxy = await startRedisProxy({
    redisUrl: inject('redisUrl'),
    counts: isWrite,
    nth,
    kill: async () => void child.kill('SIGKILL'),
  });
  const child = spawn(process.execPath, [SCRIPT, which, proxy.url, prefix], {
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    stdio: 'inherit',
  });
  const [code, signal] = await once(child, 'exit');
  await proxy.stop();
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`the drain ended with ${code ?? signal}`);
  return { writes: proxy.counted(), died: signal === 'SIGKILL' };
}

async function drainTheRest(which: DrainName, store: DrainStore): Promise<void> {
  // Ten seconds later: what a killed process held is free. See test/integrations/redis/side-notes.spec.ts.
  for (const channel of ['C1', 'C2']) await store.redis.del(store.keys.incident(`mirror.${channel}`).lease);
  await createDrains(store)[which]();
}
