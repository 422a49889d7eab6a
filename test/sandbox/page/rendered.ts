import { readFileSync } from 'node:fs';
import { render } from 'preact-render-to-string';
import { emojiTable } from '../../../sandbox/page/public/render/emoji-table.js';
import { type RenderContext, renderBlocks } from '../../../sandbox/page/public/render/render-blocks.js';
import { renderMrkdwn } from '../../../sandbox/page/public/render/render-mrkdwn.js';

const shortcodes = new URL('../../../node_modules/emojibase-data/en/shortcodes/iamcal.json', import.meta.url);
export const emoji = emojiTable(JSON.parse(readFileSync(shortcodes, 'utf8')));

/** Ana in Tokyo, on 20 November 2026 at 10:00 UTC. */
export const ana: RenderContext = {
  people: { U1: { name: 'ana', tz: 'Asia/Tokyo' }, U2: { name: 'ben' } },
  channels: { C1: 'incidents' },
  groups: { S1: 'payments' },
  conversations: [
    { id: 'C1', kind: 'public', label: '#incidents' },
    { id: 'C2', kind: 'private', label: '#secret' },
    { id: 'D1', kind: 'im', label: 'ben' },
    { id: 'D2', kind: 'im', label: 'keyturn', isBot: true },
  ],
  me: 'U1',
  timeZone: 'Asia/Tokyo',
  now: Date.UTC(2026, 10, 20, 10, 0),
  emoji,
};

/** Blocks as HTML. */
export const asHtml = (blocks: Record<string, unknown>[], ctx: RenderContext = ana): string =>
  renderBlocks(blocks, ctx)
    .map((block) => render(block))
    .join('');

/** mrkdwn as HTML. */
export const mrkdwn = (text: string, ctx: RenderContext = ana): string => render(renderMrkdwn(text, ctx));

/** What a person reads: no tags, no entities. */
export const words = (rendered: string): string =>
  rendered
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
