import type { types } from '@slack/bolt';
import type { Line } from '../../../domain/document.ts';
import { textBlock } from './line-blocks.ts';
import { mrkdwnLine } from './mrkdwn-line.ts';
import { jsonSize } from './text-size.ts';

type Field = { readonly label: string; readonly value: Line };

/** Slack's limits: docs.slack.dev, section block. */
const PER_SECTION = 10;
const FIELD = 2000;

/**
 * Labelled values in two columns. Columns are mrkdwn; when a value holds what mrkdwn would not show literally, or is
 * too long, all fields become lines of rich text instead. At most `size` characters of JSON.
 */
export function fieldBlocks(
  fields: readonly Field[],
  size: number,
): readonly (types.SectionBlock | types.RichTextBlock)[] {
  if (fields.length === 0) return [];
  const columns = fields.map(column);
  if (columns.every((text) => text !== null && text.length <= FIELD)) {
    const blocks: types.SectionBlock[] = [];
    for (let at = 0; at < columns.length; at += PER_SECTION) {
      const part = columns.slice(at, at + PER_SECTION);
      blocks.push({
        type: 'section',
        fields: part.map((text) => ({ type: 'mrkdwn', text: text ?? '', verbatim: true })),
      });
    }
    if (jsonSize(blocks) <= size) return blocks;
  }
  return textBlock(
    fields.map(({ label, value }): Line => [{ kind: 'bold', text: label }, ': ', ...value]),
    size,
  );
}

function column({ label, value }: Field): string | null {
  const name = mrkdwnLine([{ kind: 'bold', text: label }]);
  const words = mrkdwnLine(value);
  return name && words !== null ? `${name}\n${words || '–'}` : null;
}
