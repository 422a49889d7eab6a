import type { types } from '@slack/bolt';
import type { Line } from '../../../domain/document.ts';
import { mrkdwnLine } from './mrkdwn-line.ts';
import { plainLine } from './plain-text.ts';
import { richLine } from './rich-line.ts';
import { countWords, cutText, fittingLength, jsonSize } from './text-size.ts';

type Element = types.RichTextElement;

/** Room for the words that say how much was left out, with their container. */
const NOTE = 120;

/** Room for the container of a rich text block. */
const CONTAINER = 120;

/**
 * Lines as one rich text block of at most `size` characters of JSON. Lines that do not fit are left out and counted;
 * a first line that is too long by itself is cut. Empty when there is nothing to show.
 */
export function textBlock(lines: readonly Line[], size: number): readonly types.RichTextBlock[] {
  const elements: Element[] = [];
  let left = size - NOTE - CONTAINER;
  for (const [index, line] of lines.entries()) {
    const next: readonly Element[] = [...(index > 0 ? [newLine] : []), ...richLine(line)];
    const needed = jsonSize(next);
    if (needed > left && index === 0) {
      const cut = cutElements(next, left);
      elements.push(...cut);
      left -= jsonSize(cut);
    } else if (needed > left) {
      elements.push(note(lines.length - index, index > 0));
      break;
    } else {
      elements.push(...next);
      left -= needed;
    }
  }
  const shown = elements.filter((element) => element.type !== 'text' || element.text !== '');
  if (!shown.some((element) => element.type !== 'text' || element.text.trim() !== '')) return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: shown }] }];
}

const newLine: Element = { type: 'text', text: '\n' };

function note(count: number, afterLine: boolean): Element {
  const words = `… ${countWords(count)} more ${count === 1 ? 'line' : 'lines'}`;
  return { type: 'text', text: `${afterLine ? '\n' : ''}${words}`, style: { italic: true } };
}

/** The first elements that fit, the last of them cut when it is text. */
function cutElements(elements: readonly Element[], size: number): readonly Element[] {
  const kept: Element[] = [];
  let left = size - 2;
  for (const [index, element] of elements.entries()) {
    const needed = jsonSize(element) + 1;
    if (needed <= left) {
      kept.push(element);
      left -= needed;
      continue;
    }
    if (element.type === 'text') {
      const room = fittingLength(element.text, left - jsonSize({ ...element, text: '' }));
      if (room > 40) kept.push({ ...element, text: cutText(element.text, room) });
    }
    const dropped = elements.length - index - 1;
    if (kept.length === 0 || dropped > 0) kept.push({ type: 'text', text: ' …', style: { italic: true } });
    break;
  }
  return kept;
}

/** Slack's limits: docs.slack.dev, context block; the text object's 3,000. */
const CONTEXT_ELEMENTS = 10;
const CONTEXT_TEXT = 3000;

/**
 * Small grey lines. Context blocks take no rich text: a line that mrkdwn would not show literally is set from pieces,
 * the plain ones as plain text. At most `size` characters of JSON; the lines that do not fit are counted.
 */
export function contextBlocks(lines: readonly Line[], size: number): readonly types.ContextBlock[] {
  const blocks: types.ContextBlock[] = [];
  let left = size - NOTE;
  let last: types.MrkdwnElement | null = null;
  for (const [index, line] of lines.entries()) {
    const words = mrkdwnLine(line);
    const joined: string | null = words !== null && last ? `${last.text}\n${words}` : words;
    const elements = joined === null || joined.length > CONTEXT_TEXT ? pieces(line) : null;
    const needed = elements ? jsonSize(elements) + 40 : (words?.length ?? 0) * 2 + 80;
    if (needed > left) {
      const count = lines.length - index;
      const text = `… ${countWords(count)} more ${count === 1 ? 'line' : 'lines'}`;
      blocks.push({ type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] });
      break;
    }
    left -= needed;
    if (elements) {
      if (elements.length > 0) blocks.push({ type: 'context', elements: [...elements] });
      last = null;
    } else if (last) {
      last.text = joined ?? '';
    } else if (words) {
      last = { type: 'mrkdwn', text: words, verbatim: true };
      blocks.push({ type: 'context', elements: [last] });
    }
  }
  return blocks;
}

function pieces(line: Line): readonly (types.MrkdwnElement | types.PlainTextElement)[] {
  const all = line.flatMap((inline): (types.MrkdwnElement | types.PlainTextElement)[] => {
    const words = mrkdwnLine([inline]);
    if (words !== null && words.trim() !== '' && words.length <= CONTEXT_TEXT) {
      return [{ type: 'mrkdwn', text: words, verbatim: true }];
    }
    const plain = plainLine(wordsOf(inline)).trim();
    return plain === '' ? [] : [{ type: 'plain_text', text: cutText(plain, 1000), emoji: false }];
  });
  if (all.length <= CONTEXT_ELEMENTS) return all;
  const text = cutText(plainLine(line.map(wordsOf).join('')), 1000);
  return [{ type: 'plain_text', text: text || '–', emoji: false }];
}

function wordsOf(inline: Line[number]): string {
  if (typeof inline === 'string') return inline;
  switch (inline.kind) {
    case 'user':
      return `@${inline.user}`;
    case 'usergroup':
      return `@${inline.group}`;
    case 'channel':
      return `#${inline.channel}`;
    case 'emoji':
      return `:${inline.name}:`;
    case 'link':
      return inline.label ? `${inline.label} (${inline.url})` : inline.url;
    case 'time':
      return '';
    default:
      return inline.text;
  }
}
