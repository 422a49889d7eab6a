import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findProgram } from '../process/find-program.ts';

const run = promisify(execFile);
const MINUTES = 60_000;

/** Installs Redis with the system's package manager; the answer is why it could not, or nothing. */
export async function installRedis(say: (line: string) => void): Promise<string | undefined> {
  const brew = findProgram(['brew']);
  if (brew !== undefined) return attempt(say, [[brew, 'install', 'redis']]);

  const apt = findProgram(['apt-get']);
  if (apt === undefined) return 'neither a server program, Docker, apt-get nor brew was found';
  const asRoot = await rootPrefix();
  if (asRoot === undefined) return 'installing it with apt-get needs root or a sudo without password';
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', apt, '-qq', '-y'];
  return attempt(say, [
    [...asRoot, ...quiet, 'update'],
    // Not redis-server: that package also starts and enables a service on port 6379.
    [...asRoot, ...quiet, 'install', '--no-install-recommends', 'redis-tools'],
  ]);
}

async function rootPrefix(): Promise<string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const sudo = findProgram(['sudo']);
  if (sudo === undefined) return undefined;
  try {
    await run(sudo, ['-n', 'true'], { timeout: 10_000 });
    return [sudo, '-n'];
  } catch {
    return undefined;
  }
}

async function attempt(say: (line: string) => void, commands: string[][]): Promise<string | undefined> {
  say(`No Redis on this machine; installing it: ${commands.at(-1)?.join(' ')}`);
  for (const [command = '', ...args] of commands) {
    try {
      await run(command, args, { timeout: 5 * MINUTES });
    } catch (error) {
      return `"${[command, ...args].join(' ')}" failed (${lastLine(error)})`;
    }
  }
  return undefined;
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? '';
}
