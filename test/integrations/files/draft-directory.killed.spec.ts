import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { createDraftDirectory } from '../../../src/integrations/files/draft-directory.ts';
import { runs } from '../../setup/runs.ts';

const PROGRAM = fileURLToPath(new URL('publish-for-ever.ts', import.meta.url));
const BYTES = 2_000_000;

/** Whether a file is one draft, and not a part of one or of two. */
async function isWhole(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8');
  return text.length === BYTES && new Set(text).size === 1;
}

it('a reader sees whole files while a process writes, and when it is killed; the next one can go on', async () => {
  const path = await mkdtemp(join(tmpdir(), 'keyturn-drafts-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  for (let run = 0; run < runs(4); run += 1) {
    const child = spawn(process.execPath, [PROGRAM, path, String(BYTES)]);
    await once(child.stdout, 'data');
    for (let read = 0; read < 8 + (run % 5); read += 1)
      expect(await isWhole(join(path, read % 2 === 0 ? 'INC-7.md' : 'INC-7.html'))).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');

    for (const form of ['md', 'html']) expect(await isWhole(join(path, `INC-7.${form}`))).toBe(true);
  }
  const last = { format: 'md', text: 'the last' } as const;
  const drafts = createDraftDirectory({ path });
  await drafts.publish({ incident: 'INC-7', export: 2, channel: null, files: [last], mayExist: true });
  expect(await drafts.earlier('INC-7')).toBe('the last');
});
