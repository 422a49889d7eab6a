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
 * `roles`: what this process does, all when left out.
 */
export function startBot(
  settings: BenchSettings,
  { port, profileInto, roles }: { port: number; profileInto: string | null; roles: string | undefined },
): Promise<Measured> {
  const args = ['serve', ...(roles === undefined ? [] : ['--roles', roles])];
  return startNode({ name: 'Keyturn', script: BOT, args, port, path: '/readyz', settings, profileInto });
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
}): Promise<Measured> {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-bench-'));
  const config = join(dir, 'keyturn.yaml');
  await writeFile(config, spec.settings?.yaml ?? '');
  const { PATH = '', HOME = '' } = process.env;
  const profile = spec.profileInto === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${spec.profileInto}`];
  const server = await startProcess({
    command: process.execPath,
    args: [...profile, spec.script, ...spec.args, ...(spec.settings ? ['--config', config] : [])],
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
