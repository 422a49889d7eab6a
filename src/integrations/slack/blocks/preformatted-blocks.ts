import type { types } from '@slack/bolt';
import { plainText } from './plain-text.ts';
import { clipText, countWords, cutText, fittingLength, jsonSize } from './text-size.ts';

/** What becomes of text that does not fit: a file in the thread, nothing (a count only), or a file that failed. */
export type Overflow = 'file' | 'cut' | 'file-failed';

export type OverflowFile = { readonly name: string; readonly content: string };

/** Containers of the block, and the line below it that says what was left out. */
const CONTAINERS = 420;

/** Which lines of a text are shown; left out: all of them, the first ones when they do not fit. */
type Choice = { readonly most?: number; readonly keep?: 'first' | 'last' };

/**
 * Monospaced text of at most `size` characters of JSON. When it does not fit, its first (or last) lines are shown with
 * a count, and the whole (redacted like everything else) comes back as a file. There are no ``` fences that text could
 * break out of: rich text holds it literally.
 */
export function preformattedBlocks(
  part: { readonly text: string; readonly fileName: string } & Choice,
  size: number,
  overflow: Overflow,
): {
  readonly blocks: readonly (types.RichTextBlock | types.ContextBlock)[];
  readonly file: OverflowFile | null;
} {
  const text = plainText(part.text).replace(/\s+$/, '');
  if (text === '') return { blocks: [], file: null };
  const chosen = chosenLines(text, part);
  const room = fittingLength(chosen, Math.max(0, size - CONTAINERS));
  if (room === text.length) return { blocks: [block(text)], file: null };
  const name = fileNameOf(part.fileName);
  const lines = part.keep === 'last' ? lastLines(chosen, size) : firstLines(chosen, room);
  const shown = lines ?? cutText(text, Math.max(1, room));
  const note = noteOf(text, lines, name, overflow);
  return { blocks: [block(shown), contextOf(note)], file: { name, content: `${text}\n` } };
}

/** A text that is only a file: the message says what it is and where. An edit brings no files, and says nothing. */
export function fileBlocks(
  part: { readonly label: string; readonly text: string; readonly fileName: string },
  overflow: Overflow,
): { readonly blocks: readonly types.ContextBlock[]; readonly file: OverflowFile | null } {
  const text = plainText(part.text).replace(/\s+$/, '');
  if (text === '') return { blocks: [], file: null };
  const name = fileNameOf(part.fileName);
  const where: Readonly<Record<Overflow, string>> = {
    file: `in this message’s thread: ${name}`,
    cut: `in this message’s thread: ${name}`,
    'file-failed': `could not be uploaded as a file (${name}).`,
  };
  const said = contextOf(`${clipText(plainText(part.label).trim(), 200)} ${where[overflow]}`);
  return { blocks: [said], file: { name, content: `${text}\n` } };
}

function contextOf(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
}

function chosenLines(text: string, { most, keep }: Choice): string {
  if (most === undefined) return text;
  const lines = text.split('\n');
  if (lines.length <= most) return text;
  return (keep === 'last' ? lines.slice(-most) : lines.slice(0, most)).join('\n');
}

/** Whole lines from the beginning; null when not even one fits. */
function firstLines(text: string, room: number): string | null {
  if (room === text.length) return text;
  const cut = text.lastIndexOf('\n', room);
  return cut > 0 ? text.slice(0, cut) : null;
}

/** Whole lines from the end; null when not even one fits. */
function lastLines(text: string, size: number): string | null {
  const lines = text.split('\n');
  let left = Math.max(0, size - CONTAINERS);
  let from = lines.length;
  while (from > 0) {
    const cost = jsonSize(lines[from - 1] ?? '') + 1;
    if (cost > left) break;
    left -= cost;
    from--;
  }
  return from === lines.length ? null : lines.slice(from).join('\n');
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
