import { harmless } from '../../../harmless.ts';
import type { Block, Rich, SectionEntry } from '../section.ts';
import { fenceFor } from './fence.ts';
import { markdownLink, markdownRich, markdownText } from './markdown-text.ts';

/** Deeper indents of a quoted line say nothing more. */
const DEEPEST = 40;

/** A block as Markdown, without line breaks around it. `drawing`: what stands where the timeline is drawn. */
export function markdownBlock(block: Block, drawing: string): string {
  switch (block.kind) {
    case 'text':
      return markdownRich(block.text);
    case 'heading':
      return `### ${markdownText(block.text).trim()}`;
    case 'list':
      return block.items.map((item) => `- ${markdownRich(item)}`).join('\n');
    case 'table':
      return tableText(block.head, block.rows);
    case 'code':
      return fenced(block.language, block.text);
    case 'entries':
      return block.entries.map(entryText).join('\n');
    default:
      return drawing;
  }
}

function tableText(head: readonly string[], rows: readonly (readonly Rich[])[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(head.map((title) => markdownText(title))),
    row(head.map(() => '---')),
    ...rows.map((cells) => row(cells.map(markdownRich))),
  ].join('\n');
}

/**
 * Code. A line that looks like one of the document's marks gets a sign
 * without width: in a fence nothing can be escaped, and a later export goes by the marks.
 */
function fenced(language: string, text: string): string {
  const fence = fenceFor(text);
  const body = harmless(text).replace(/<(?=!--\s*keyturn:)/g, '<\u200b');
  return `${fence}${language}\n${body}\n${fence}`;
}

function entryText({ clock, utc, by, text, quote, permalink }: SectionEntry): string {
  const link = permalink === null ? '' : ` ${markdownLink('message', permalink)}`;
  const line = `- **${clock}**${utc === null ? '' : ` (${utc})`} **${markdownText(by).trim()}**: ${markdownRich(text)}${link}`;
  return quote === null ? line : [line, ...quoted(quote).map((row) => `  > ${row}`.trimEnd())].join('\n');
}

/** Each line as it was written: with its indent, and a break before the next one. */
function quoted(quote: string): readonly string[] {
  const rows = harmless(quote).trimEnd().split('\n');
  return rows.map((row, index) => {
    const indent = /^\s*/.exec(row)?.[0].length ?? 0;
    const text = `${'&nbsp;'.repeat(Math.min(indent, DEEPEST))}${markdownText(row.trim())}`;
    const goesOn = row.trim() !== '' && (rows[index + 1] ?? '').trim() !== '';
    if (row.trim() === '') return '';
    return goesOn ? `${text}\\` : text;
  });
}
