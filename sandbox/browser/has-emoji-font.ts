import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether fontconfig, where Chromium looks for fonts, knows one for emoji. */
export async function hasEmojiFont(): Promise<boolean> {
  try {
    const { stdout } = await run('fc-list', [':lang=und-zsye', 'family']);
    return stdout.trim() !== '';
  } catch {
    return false;
  }
}
