import { html } from './html.js';
import { renderEmoji } from './leaves.js';
import { renderMrkdwn } from './render-mrkdwn.js';

const EMOJI = /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/g;

const renderPlain = (text, ctx) => {
  const pieces = [];
  let at = 0;
  for (const found of text.matchAll(EMOJI)) {
    pieces.push(text.slice(at, found.index), renderEmoji(found[1], ctx, found[2]));
    at = found.index + found[0].length;
  }
  return [...pieces, text.slice(at)];
};

/** A text object of Block Kit: plain text (with emoji, unless it forbids them) or mrkdwn. */
export const renderText = (text, ctx) => {
  if (text === undefined || text === null) return '';
  const words = String(text.text ?? '');
  if (text.type === 'mrkdwn') return renderMrkdwn(words, ctx);
  return html`<span class="kit-lines">${text.emoji === false ? words : renderPlain(words, ctx)}</span>`;
};
