import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { SCENES } from '../../../sandbox/screenshots/scenes.ts';
import { itWithChromium } from '../../setup/it-with-chromium.ts';

const run = promisify(execFile);
const MOST_BYTES = 2_000_000;

const out = mkdtempSync(join(tmpdir(), 'keyturn-screenshots-'));
afterEach(() => rmSync(out, { recursive: true, force: true }));

const take = (...scenes: string[]) =>
  run(process.execPath, ['sandbox/screenshots/main.ts', '--out', out, ...scenes]);

/** Width and height, which a PNG says in its first chunk. */
const sizeOf = (file: string): number[] => {
  const png = readFileSync(join(out, file));
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
};

describe('npm run screenshots', () => {
  itWithChromium(
    'takes the chosen scenes, each in its looks, and keeps what the documentation shows',
    async () => {
      const { stdout } = await take('severity-form', 'incident-card');

      expect(stdout).toMatch(/7 pictures/);
      expect(sizeOf('severity-form-phone-dark.png')).toEqual([780, 1688]);
      expect(sizeOf('incident-card-desktop-light.png')).toEqual([1280, 720]);
      expect(existsSync(join(out, 'triage-message-desktop-light.png'))).toBe(false);
      expect(existsSync(join(out, 'docs/incident-card-desktop-dark.png'))).toBe(true);
    },
  );

  itWithChromium('names the scenes there are to who asks for another', async () => {
    await expect(take('sunset')).rejects.toMatchObject({
      stderr: expect.stringMatching(/no scene named sunset; there are .*incident-channel/),
    });
  });
});

describe('the pictures in the documentation', () => {
  const kept = SCENES.flatMap(({ name, inDocs = [] }) =>
    inDocs.map((look) => `docs/images/${name}-${look}.png`),
  );

  it('are those that the README shows', () => {
    const shown = readFileSync('README.md', 'utf8').match(/docs\/images\/[\w-]+\.png/g) ?? [];

    expect([...new Set(shown)].sort()).toEqual([...kept].sort());
    expect(kept.length).toBeGreaterThan(0);
  });

  it('are there, and small', () => {
    const bytes = kept.map((file) => statSync(file).size);

    expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(MOST_BYTES);
  });
});
