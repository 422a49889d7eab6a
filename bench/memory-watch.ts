import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const EVERY_MS = 500;
const run = promisify(execFile);

export type MemoryWatch = { now(): Promise<number>; peak(): Promise<number>; stop(): void };

/**
 * Watches how much memory a process holds (resident set, in MiB) from now on. `peak` is what the system says was the most,
 * where it can be told to forget what was before; else the most of what was seen twice a second.
 */
export async function startMemoryWatch(pid: number): Promise<MemoryWatch> {
  const isKept = await forgetPeak(pid);
  let seen = 0;
  const now = async (): Promise<number> => {
    const found = await resident(pid);
    seen = Math.max(seen, found);
    return found;
  };
  const timer = setInterval(() => void now().catch(() => undefined), EVERY_MS);
  return {
    now,
    peak: async () => (isKept ? Math.max(seen, (await fromStatus(pid, 'VmHWM')) ?? 0) : seen),
    stop: () => clearInterval(timer),
  };
}

async function resident(pid: number): Promise<number> {
  const found = await fromStatus(pid, 'VmRSS');
  if (found !== null) return found;
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout.trim()) / 1_024;
}

/** Null where there is no /proc. */
async function fromStatus(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
}

/** True when the system begins anew with the most that was resident. */
async function forgetPeak(pid: number): Promise<boolean> {
  try {
    await writeFile(`/proc/${pid}/clear_refs`, '5');
    return true;
  } catch {
    return false;
  }
}
