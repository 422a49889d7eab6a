import type { Fields } from '../../slack/model.ts';
import { type Names, readableDate } from './names.ts';

const list = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);

/** The lines of a rich_text block. */
export function readableRichText(block: Fields, names: Names, now: number): string[] {
  return list(block.elements).flatMap((part) => {
    if (part.type === 'rich_text_list') return listLines(part, names, now);
    const lines = inlineText(list(part.elements), names, now).split('\n');
    return part.type === 'rich_text_quote' || part.type === 'rich_text_preformatted'
      ? lines.map((line) => `${part.type === 'rich_text_quote' ? '>' : '|'} ${line}`)
      : lines;
  });
}

function listLines(part: Fields, names: Names, now: number): string[] {
  return list(part.elements).map((item, index) => {
    const mark = part.style === 'ordered' ? `${index + 1}.` : '-';
    return `${mark} ${inlineText(list(item.elements), names, now)}`;
  });
}

function inlineText(elements: Fields[], names: Names, now: number): string {
  return elements.map((element) => inline(element, names, now)).join('');
}

function inline(element: Fields, names: Names, now: number): string {
  switch (element.type) {
    case 'user':
      return `@${names.user(String(element.user_id))}`;
    case 'channel':
      return `#${names.channel(String(element.channel_id))}`;
    case 'usergroup':
      return `@${names.userGroup(String(element.usergroup_id))}`;
    case 'broadcast':
      return `@${element.range}`;
    case 'emoji':
      return `:${element.name}:`;
    case 'date':
      return readableDate(Number(element.timestamp), String(element.format), now);
    case 'link':
      return String(element.text || element.url);
    default:
      return String(element.text ?? '');
  }
}
