import type { Fields } from '../../slack/model.ts';
import type { Names } from './names.ts';
import { readableMrkdwn } from './readable-mrkdwn.ts';
import { readableRichText } from './readable-rich-text.ts';

/**
 * Blocks of a message or of a modal as lines of plain text, in the order in which a person reads them. `now` is in
 * milliseconds since 1970: what is of the same day is shown as of today.
 */
export function readableBlocks(blocks: readonly Fields[], names: Names, now: number): string[] {
  return blocks.flatMap((block) => readableBlock(block, names, now));
}

/** A message: its blocks, or its text where it has none, and the names of its files. */
export function readableMessage(
  message: {
    readonly text: string;
    readonly blocks?: readonly Fields[] | undefined;
    readonly files?: readonly { readonly name: string }[];
  },
  names: Names,
  now: number,
): string {
  const blocks = readableBlocks(message.blocks ?? [], names, now);
  const words = blocks.length > 0 ? blocks : [readableMrkdwn(message.text, names, now)].filter(Boolean);
  return [...words, ...(message.files ?? []).map(({ name }) => `(file) ${name}`)].join('\n');
}

function readableBlock(block: Fields, names: Names, now: number): string[] {
  const words = (value: unknown): string => textOf(value, names, now);
  switch (block.type) {
    case 'header':
      return [words(block.text)];
    case 'section':
      return [
        ...(block.text ? words(block.text).split('\n') : []),
        ...list(block.fields).map((field) => words(field).replace(/:?\n/, ': ')),
        ...elementLines([block.accessory], words),
      ];
    case 'context':
      return list(block.elements).map(words).join(' ').split('\n');
    case 'actions':
      return elementLines(list(block.elements), words);
    case 'rich_text':
      return readableRichText(block, names, now);
    case 'input':
      return [inputLine(block, words, names)];
    case 'markdown':
      return String(block.text).split('\n');
    case 'image':
      return [`(picture: ${block.alt_text})`];
    case 'divider':
      return ['---'];
    default:
      return [];
  }
}

function textOf(value: unknown, names: Names, now: number): string {
  const text = value as Fields | undefined;
  if (text === undefined) return '';
  if (text.type === 'image') return String(text.alt_text);
  const words = String(text.text ?? '');
  return text.type === 'mrkdwn' ? readableMrkdwn(words, names, now) : words;
}

/** Buttons and menus side by side on one line, as Slack shows them. */
function elementLines(elements: readonly unknown[], words: (value: unknown) => string): string[] {
  const shown = elements.filter(isFields).map((element) => `[${words(element.text ?? element.placeholder)}]`);
  return shown.length > 0 ? [shown.join(' ')] : [];
}

function inputLine(block: Fields, words: (value: unknown) => string, names: Names): string {
  const element = block.element as Fields;
  const chosen = element.initial_option as Fields | undefined;
  const options = list(element.options).map((option) => {
    const label = words(option.text);
    return option.value === chosen?.value ? `(${label})` : label;
  });
  const user = element.initial_user === undefined ? '' : `@${names.user(String(element.initial_user))}`;
  const inside = options.length > 0 ? options.join(' | ') : String(element.initial_value ?? user);
  return `${words(block.label)}${block.optional ? ' (optional)' : ''}: [${inside}]`;
}

function list(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
