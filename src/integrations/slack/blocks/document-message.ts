import type { types } from '@slack/bolt';
import type { Document, Part } from '../../../domain/document.ts';
import { buttonBlocks } from './button-blocks.ts';
import { fieldBlocks } from './field-blocks.ts';
import { contextBlocks, textBlock } from './line-blocks.ts';
import { plainLine, plainText } from './plain-text.ts';
import { fileBlocks, type Overflow, type OverflowFile, preformattedBlocks } from './preformatted-blocks.ts';
import { pushText } from './push-text.ts';
import { clipText, countWords, cutText, fittingLength, jsonSize } from './text-size.ts';

/** A message as chat.postMessage, chat.update and response_urls take it, and what has to follow it as files. */
export type SlackMessage = {
  readonly text: string;
  readonly blocks: readonly types.KnownBlock[];
  readonly files: readonly OverflowFile[];
};

/** Slack's limits (docs.slack.dev), and the budget over all blocks below its undocumented msg_blocks_too_long. */
const BLOCKS = 50;
const HEADER = 150;
const SECTION = 3000;
const ALL_BLOCKS = 10_000;

/** What is kept free for the line that counts what was left out. */
const NOTE = 200;

/** Below this, a part would show next to nothing. */
const LEAST = 300;

/**
 * A document as a Slack message that Slack takes, whatever text is in it: escaped, redacted, within the limits, with a
 * count of what was left out. Pure. `overflow` says what becomes of preformatted text that does not fit.
 */
export function documentMessage(document: Document, overflow: Overflow): SlackMessage {
  const files: OverflowFile[] = [];
  const rendered: { keep: boolean; blocks: readonly types.KnownBlock[] }[] = [];
  const fixed = document.parts.map((part) => fixedBlocks(part));
  let left = ALL_BLOCKS - NOTE - jsonSize(fixed.flatMap((one) => one?.blocks ?? []));
  let leftOut = fixed.reduce((sum, one) => sum + (one?.leftOut ?? 0), 0);
  document.parts.forEach((part, index) => {
    const known = fixed[index];
    if (known) {
      rendered.push({ keep: part.kind === 'buttons', blocks: known.blocks });
      return;
    }
    if (left < LEAST) {
      leftOut++;
      return;
    }
    const flexible = flexibleBlocks(part, Math.min(left, SECTION), overflow);
    if (flexible.file) files.push(flexible.file);
    left -= jsonSize(flexible.blocks);
    rendered.push({ keep: false, blocks: flexible.blocks });
  });
  const blocks = withinLimits(rendered, leftOut);
  // Without any block Slack would show `text`, and format it.
  const shown = blocks.length > 0 ? blocks : textBlock([document.push], SECTION);
  return { text: pushText(document.push), blocks: shown, files };
}

type Fixed = { readonly blocks: readonly types.KnownBlock[]; readonly leftOut: number };

/** Parts whose size can't be chosen; null for the others. */
function fixedBlocks(part: Part): Fixed | null {
  switch (part.kind) {
    case 'header': {
      const text = clipText(plainLine(part.text).trim(), HEADER);
      return {
        blocks: text ? [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }] : [],
        leftOut: 0,
      };
    }
    case 'divider':
      return { blocks: [{ type: 'divider' }], leftOut: 0 };
    case 'buttons':
      return buttonBlocks(part.buttons);
    default:
      return null;
  }
}

function flexibleBlocks(
  part: Part,
  size: number,
  overflow: Overflow,
): { readonly blocks: readonly types.KnownBlock[]; readonly file?: OverflowFile | null } {
  switch (part.kind) {
    case 'text':
      return { blocks: textBlock(part.lines, size) };
    case 'context':
      return { blocks: contextBlocks(part.lines, size) };
    case 'fields':
      return { blocks: fieldBlocks(part.fields, size) };
    case 'quote':
      return { blocks: quoteBlock(part.text, size) };
    case 'preformatted':
      return preformattedBlocks(part, size, overflow);
    case 'file':
      return fileBlocks(part, overflow);
    default:
      return { blocks: [] };
  }
}

function quoteBlock(words: string, size: number): readonly types.KnownBlock[] {
  const whole = plainText(words).trim();
  if (whole === '') return [];
  const text = cutText(whole, fittingLength(whole, size - 160));
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text }] }] }];
}

/** At most 50 blocks and the budget over all of them; buttons stay longest, for without them nobody can act. */
function withinLimits(
  parts: readonly { readonly keep: boolean; readonly blocks: readonly types.KnownBlock[] }[],
  leftOutBefore: number,
): readonly types.KnownBlock[] {
  const all = parts.flatMap(({ keep, blocks }) => blocks.map((block) => ({ keep, block })));
  let leftOut = leftOutBefore;
  const tooMuch = () =>
    all.length > BLOCKS - 1 || jsonSize(all.map(({ block }) => block)) > ALL_BLOCKS - NOTE;
  while (tooMuch()) {
    const last = all.findLastIndex(({ keep }) => !keep);
    all.splice(last === -1 ? all.length - 1 : last, 1);
    leftOut++;
  }
  const blocks = all.map(({ block }) => block);
  if (leftOut === 0) return blocks;
  const text = `… ${countWords(leftOut)} more ${leftOut === 1 ? 'part does' : 'parts do'} not fit into one message.`;
  return [...blocks, { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }];
}
