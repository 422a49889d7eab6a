import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningProcess, startProcess } from '../sandbox/process/start-process.ts';
import { untilReady } from '../sandbox/process/until-ready.ts';
import type { BenchSettings } from './bot-settings.ts';

/** A measured process; it ends with us. */
export type Measured = { readonly url: string; readonly pid: number; stop(): Promise<void> };

const BOT = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/**
 * Starts the bot as in production, `keyturn serve`. `profileInto`: a folder that gets its CPU profile when it stops;
 * `roles`: what this process does, all when left out; `memory`: MiB of the container that it is to believe itself in.
 */
export function startBot(
  settings: BenchSettings,
  given: {
    readonly port: number;
    readonly profileInto: string | null;
    readonly roles: string | undefined;
    readonly memory?: number | undefined;
  },
): Promise<Measured> {
  const { port, profileInto, roles, memory } = given;
  const args = ['serve', ...(roles === undefined ? [] : ['--roles', roles])];
  const heap = memory === undefined ? [] : heapIn(memory);
  return startNode({
    name: 'Keyturn',
    script: BOT,
    args,
    heap,
    port,
    path: '/readyz',
    settings,
    profileInto,
  });
}

/**
 * How large Node makes its heap in a container of so many MiB: old objects may have half of it, and a half of the young
 * ones' space is a 256th of that. Source: V8's Heap::HeapSizeFromPhysicalMemory and YoungGenerationSizeFromOldGenerationSize
 * on 64 bits, and Node's documentation of --max-semi-space-size, which says 1 MiB for a container of 512.
 */
function heapIn(memory: number): readonly string[] {
  const old = memory / 2;
  return [`--max-old-space-size=${old}`, `--max-semi-space-size=${Math.max(1, old / 256)}`];
}

/** Starts a script that listens on `port`, and waits until it answers at `path`. */
export async function startNode(spec: {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly path: string;
  /** Given as `--config` and environment; null: the script needs neither. */
  readonly settings: BenchSettings | null;
  readonly profileInto: string | null;
  /** What Node is told about the size of its heap; it finds out by itself when left out. */
  readonly heap?: readonly string[];
}): Promise<Measured> {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-bench-'));
  const config = join(dir, 'keyturn.yaml');
  await writeFile(config, spec.settings?.yaml ?? '');
  const { PATH = '', HOME = '' } = process.env;
  const profile = spec.profileInto === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${spec.profileInto}`];
  const server = await startProcess({
    command: process.execPath,
    args: [
      ...(spec.heap ?? []),
      ...profile,
      spec.script,
      ...spec.args,
      ...(spec.settings ? ['--config', config] : []),
    ],
    dir,
    // Nothing else of our environment: whoever runs the bench may have a real workspace's tokens in it.
    env: { PATH, HOME, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...spec.settings?.secrets },
    removeWhenOrphaned: dir,
  });
  const url = `http://127.0.0.1:${spec.port}`;
  await untilReady(spec.name, server, () => answers(`${url}${spec.path}`));
  return { url, pid: server.pid, stop: () => stop(server, dir) };
}

async function stop(server: RunningProcess, dir: string): Promise<void> {
  if (!server.hasExited()) await server.stop();
  await rm(dir, { recursive: true, force: true });
}

async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await reply.arrayBuffer();
    return reply.ok;
  } catch {
    return false;
  }
}
