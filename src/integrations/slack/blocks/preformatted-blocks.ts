import type { types } from '@slack/bolt';
import { plainText } from './plain-text.ts';
import { countWords, cutText, fittingLength } from './text-size.ts';

/** What becomes of text that does not fit: a file in the thread, nothing (a count only), or a file that failed. */
export type Overflow = 'file' | 'cut' | 'file-failed';

export type OverflowFile = { readonly name: string; readonly content: string };

/** Containers of the block, and the line below it that says what was left out. */
const CONTAINERS = 420;

/**
 * Monospaced text of at most `size` characters of JSON. When it does not fit, its first lines are shown with a count,
 * and the whole (redacted like everything else) comes back as a file. There are no ``` fences that text could break
 * out of: rich text holds it literally.
 */
export function preformattedBlocks(
  part: { readonly text: string; readonly fileName: string },
  size: number,
  overflow: Overflow,
): {
  readonly blocks: readonly (types.RichTextBlock | types.ContextBlock)[];
  readonly file: OverflowFile | null;
} {
  const text = plainText(part.text).replace(/\s+$/, '');
  if (text === '') return { blocks: [], file: null };
  const room = fittingLength(text, Math.max(0, size - CONTAINERS));
  if (room === text.length) return { blocks: [block(text)], file: null };
  const name = fileNameOf(part.fileName);
  const cut = text.lastIndexOf('\n', room);
  const shown = cut > 0 ? text.slice(0, cut) : cutText(text, Math.max(1, room));
  const note = noteOf(text, cut > 0 ? shown : null, name, overflow);
  const context: types.ContextBlock = {
    type: 'context',
    elements: [{ type: 'plain_text', text: note, emoji: false }],
  };
  return { blocks: [block(shown), context], file: { name, content: `${text}\n` } };
}

function block(text: string): types.RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  };
}

function noteOf(text: string, shownLines: string | null, name: string, overflow: Overflow): string {
  const lines = text.split('\n').length;
  const shown = shownLines === null ? null : shownLines.split('\n').length;
  const count =
    shown === null
      ? `The beginning of ${countWords(text.length)} characters.`
      : `${countWords(shown)} of ${countWords(lines)} lines, ${countWords(lines - shown)} left out.`;
  const rest: Readonly<Record<Overflow, string>> = {
    file: ` The whole text is in this message’s thread: ${name}`,
    cut: '',
    'file-failed': ` The whole text could not be uploaded as a file (${name}).`,
  };
  return count + rest[overflow];
}

function fileNameOf(name: string): string {
  const safe = plainText(name)
    .replace(/[^\w.-]+/g, '_')
    .slice(-100);
  return /\w/.test(safe) ? safe : 'output.txt';
}
