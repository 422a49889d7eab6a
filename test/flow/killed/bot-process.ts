import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../../../sandbox/process/free-port.ts';
import { type RunningProcess, startProcess } from '../../../sandbox/process/start-process.ts';
import { untilReady } from '../../../sandbox/process/until-ready.ts';

/** Killed processes keep nothing of what they compiled, so one that ends by itself does it for all of them. */
export const COMPILED = fileURLToPath(
  new URL('../../../node_modules/.cache/keyturn-killed', import.meta.url),
);

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

/** What a bot is told: its keyturn.yaml (all but the port, which is chosen here), and its secrets. */
export type BotSettings = { readonly settings: object; readonly secrets: Readonly<Record<string, string>> };

/** The bot as a process of its own, as in production, which can be killed and started again at the same address. */
export type BotProcess = {
  readonly url: string;
  start(): Promise<void>;
  /** SIGKILL, now. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Another verb of its command line with the same settings: what it printed. Rejects unless it exits with 0. */
  keyturn(...args: string[]): Promise<string>;
  /** What all its lives have logged. */
  log(): Promise<string>;
  /** Kills whatever runs and removes its files. */
  end(): Promise<void>;
};

let compiled: Promise<string> | null = null;

/** Prepares a bot; nothing runs before `start`. */
export async function createBotProcess({ settings, secrets }: BotSettings): Promise<BotProcess> {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-killed-'));
  const port = await freePort();
  const config = join(dir, 'keyturn.yaml');
  await writeFile(config, JSON.stringify({ ...settings, http: { host: '127.0.0.1', port } }));
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, NODE_COMPILE_CACHE: COMPILED, ...secrets };
  const commandLine = (...args: string[]) => [MAIN, ...args, '--config', config];
  const keyturn = async (...args: string[]) => {
    const { stdout } = await promisify(execFile)(process.execPath, commandLine(...args), { env });
    return stdout;
  };
  compiled ??= keyturn('check-config');
  await compiled;
  const url = `http://127.0.0.1:${port}`;
  const spec = { command: process.execPath, args: commandLine('serve'), dir, env };
  let running: RunningProcess | null = null;

  const kill = async (): Promise<void> => {
    if (!running || running.hasExited()) return;
    process.kill(running.pid, 'SIGKILL');
    await running.kill();
  };
  return {
    url,
    async start() {
      running = await startProcess({ ...spec, removeWhenOrphaned: dir });
      await untilReady('Keyturn', running, () => isReady(url));
    },
    kill,
    keyturn,
    log: async () => (await running?.log()) ?? '',
    async end() {
      await kill();
      await rm(dir, { recursive: true, force: true });
    },
  };
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
