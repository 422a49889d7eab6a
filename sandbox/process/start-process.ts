import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type ProcessSpec = {
  command: string;
  args: string[];
  /** What the program is told that it is called; some decide by it what they do. */
  argv0?: string;
  /** Its whole environment; without it, ours. */
  env?: Record<string, string>;
  /** Holds the log. */
  dir: string;
  /** Removed when we die without having stopped the process. */
  removeWhenOrphaned?: string;
  /** Ends what the process stands for, when killing its pid does not: a container, for one. */
  killCommand?: string[];
};

export type RunningProcess = {
  pid: number;
  hasExited(): boolean;
  /** Asks with SIGTERM, and kills after five seconds. */
  stop(): Promise<void>;
  /** SIGKILL: nothing is flushed and nobody is told. */
  kill(): Promise<void>;
  /** What it has printed so far. */
  log(): Promise<string>;
};

const GRACE_MS = 5_000;

/** Starts a program in its own process group, so that Ctrl-C reaches us first; it does not outlive us, however we die. */
export async function startProcess(spec: ProcessSpec): Promise<RunningProcess> {
  const logFile = join(spec.dir, 'process.log');
  const out = openSync(logFile, 'a');
  const child = spawn(spec.command, spec.args, {
    detached: true,
    stdio: ['ignore', out, out],
    ...(spec.argv0 === undefined ? {} : { argv0: spec.argv0 }),
    ...(spec.env === undefined ? {} : { env: spec.env }),
  });
  closeSync(out);
  await once(child, 'spawn');
  const pid = child.pid as number;
  const killCommand = spec.killCommand ?? ['kill', '-9', String(pid)];
  const guard = startGuard(killCommand, spec.removeWhenOrphaned ?? '');
  const exited = once(child, 'exit').then(() => void guard.kill('SIGKILL'));
  child.unref();

  return {
    pid,
    hasExited: () => hasExited(child),
    async stop() {
      if (!hasExited(child)) child.kill('SIGTERM');
      const late = setTimeout(() => runKill(killCommand), GRACE_MS);
      await heldOpen(exited);
      clearTimeout(late);
    },
    async kill() {
      if (!hasExited(child)) runKill(killCommand);
      await heldOpen(exited);
    },
    log: () => readFile(logFile, 'utf8'),
  };
}

function hasExited(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** An unreferenced child does not keep our event loop alive; while somebody waits for its end, something must. */
async function heldOpen(exited: Promise<void>): Promise<void> {
  const hold = setInterval(() => undefined, 1_000);
  await exited.finally(() => clearInterval(hold));
}

function runKill([command = 'true', ...args]: string[]): void {
  spawn(command, args, { stdio: 'ignore' }).on('error', () => undefined);
}

/** A shell that waits for its stdin to close, which the system does for us even after a SIGKILL, and then cleans up. */
function startGuard(killCommand: string[], remove: string): ChildProcess {
  const script =
    'cat >/dev/null; remove=$1; shift; "$@"; if [ -n "$remove" ]; then sleep 1; rm -rf -- "$remove"; fi';
  const guard = spawn('sh', ['-c', script, 'sh', remove, ...killCommand], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.unref();
  // The pipe alone must not keep our event loop alive either; Node types it as a plain stream.
  (guard.stdin as unknown as { unref(): void }).unref();
  return guard;
}
