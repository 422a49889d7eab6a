import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from '../percentile.ts';
import type { MeasuredExport } from './measured-export.ts';

const CHILD = fileURLToPath(new URL('./floor-child.ts', import.meta.url));
const ROUNDS = 5;
const run = promisify(execFile);

/** Milliseconds of processor time for parsing what Slack answered and writing what was drafted, and for nothing else. */
export async function cpuFloor({ reads, drafts }: Pick<MeasuredExport, 'reads' | 'drafts'>): Promise<number> {
  // What Slack refused is no page.
  const answers = reads.flatMap(({ status, answer }) => (status === 200 ? [JSON.stringify(answer)] : []));
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-bench-'));
  try {
    await writeFile(join(folder, 'answers.json'), JSON.stringify(answers));
    await writeFile(join(folder, 'drafts.json'), JSON.stringify(drafts));
    const rounds: number[] = [];
    for (let n = 0; n < ROUNDS; n++) {
      const { stdout } = await run(process.execPath, [CHILD, folder]);
      rounds.push((JSON.parse(stdout) as { cpu: number }).cpu);
    }
    return median(rounds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
