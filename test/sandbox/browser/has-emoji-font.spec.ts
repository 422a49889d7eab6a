import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasEmojiFont } from '../../../sandbox/browser/has-emoji-font.ts';

const usual = process.env.PATH;
let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keyturn-fonts-'));
  process.env.PATH = dir;
});
afterEach(() => {
  process.env.PATH = usual;
  rmSync(dir, { recursive: true });
});

const fontconfig = (prints: string): void => {
  writeFileSync(join(dir, 'fc-list'), `#!/bin/sh\necho "${prints}"\n`);
  chmodSync(join(dir, 'fc-list'), 0o755);
};

describe('a machine has an emoji font', () => {
  it('when fontconfig names one', async () => {
    fontconfig('Noto Color Emoji');

    expect(await hasEmojiFont()).toBe(true);
  });

  it('not when it names none, or is not there itself', async () => {
    expect(await hasEmojiFont()).toBe(false);
    fontconfig('');

    expect(await hasEmojiFont()).toBe(false);
  });
});
