import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningProcess, startProcess } from '../process/start-process.ts';
import { untilReady } from '../process/until-ready.ts';
import type { BotSettings } from './bot-settings.ts';

export type CliAnswer = { readonly exitCode: number; readonly text: string };

export type StartedBot = {
  readonly url: string;
  /** Runs another verb of its command line with the same settings. */
  keyturn(...args: string[]): Promise<CliAnswer>;
  hasExited(): boolean;
  /** SIGKILL: it can finish nothing and tell nobody. */
  kill(): Promise<void>;
  /** Starts it again, with the same settings at the same address; one that is running is stopped first. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const DEADLINE_MS = 60_000;

/**
 * Starts the bot as a process of its own, the way in which it runs in production. It ends with us. What it logs is in
 * the file `keepLogAs` once it has stopped.
 */
export async function startBot(settings: BotSettings, port: number, keepLogAs: string): Promise<StartedBot> {
  const dir = await mkdtemp(join(tmpdir(), 'keyturn-sandbox-'));
  const config = join(dir, 'keyturn.yaml');
  await writeFile(config, settings.yaml);
  const { PATH = '', HOME = '', TZ } = process.env;
  // Nothing else of our environment: whoever tries this may have a real workspace's tokens in it.
  const env = { PATH, HOME, ...(TZ === undefined ? {} : { TZ }), ...settings.secrets };
  const commandLine = (...args: string[]): string[] => [MAIN, ...args, '--config', config];

  const url = `http://127.0.0.1:${port}`;
  const spawnServer = (): Promise<RunningProcess> =>
    startProcess({
      command: process.execPath,
      args: commandLine('serve'),
      dir,
      env,
      removeWhenOrphaned: dir,
    });
  const untilItAnswers = (one: RunningProcess): Promise<void> =>
    untilReady('Keyturn', one, () => isReady(url));

  let server = await spawnServer();
  const remove = (): Promise<void> => rm(dir, { recursive: true, force: true });
  await untilItAnswers(server).catch(async (error: unknown) => {
    await remove();
    throw error;
  });

  return {
    url,
    keyturn: (...args) => run(commandLine(...args), env),
    hasExited: () => server.hasExited(),
    kill: () => server.kill(),
    async restart() {
      if (!server.hasExited()) await server.stop();
      server = await spawnServer();
      await untilItAnswers(server);
    },
    async stop() {
      if (!server.hasExited()) await server.stop();
      await writeFile(keepLogAs, await server.log());
      await remove();
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

function run(args: string[], env: Record<string, string>): Promise<CliAnswer> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, timeout: DEADLINE_MS }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ exitCode, text: (stdout.trim() || stderr.trim()).trim() });
    });
  });
}
