import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const EVERY_MS = 500;
const run = promisify(execFile);

/** Looks twice a second at how much memory a process holds (resident set, in MB). */
export function startMemoryWatch(pid: number): { now(): Promise<number>; peak(): number; stop(): void } {
  let peak = 0;
  const now = async (): Promise<number> => {
    const megabytes = (await residentKilobytes(pid)) / 1_024;
    peak = Math.max(peak, megabytes);
    return megabytes;
  };
  const timer = setInterval(() => void now().catch(() => undefined), EVERY_MS);
  return { now, peak: () => peak, stop: () => clearInterval(timer) };
}

async function residentKilobytes(pid: number): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]);
  } catch {
    // No /proc on this system.
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout.trim());
  }
}
