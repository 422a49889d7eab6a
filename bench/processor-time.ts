import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Linux counts a process's time in hundredths of a second, whatever its kernel was built with. */
const TICK_MS = 10;

/** The processor time that a process took so far, all of its threads, in milliseconds. */
export async function processorTime(pid: number): Promise<number> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets, and a name may hold blanks: what follows begins with the third.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    // No /proc on this system.
    const { stdout } = await run('ps', ['-o', 'time=', '-p', String(pid)]);
    return clockMs(stdout.trim());
  }
}

/** `1-02:03:04.56`, days and hours only where there are some, as milliseconds. */
function clockMs(text: string): number {
  const [clock = '', days = '0'] = text.split('-').toReversed();
  const seconds = clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return (Number(days) * 86_400 + seconds) * 1_000;
}
