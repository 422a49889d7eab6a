import { html } from './html.js';
import {
  renderBroadcast,
  renderChannel,
  renderDate,
  renderEmoji,
  renderGroup,
  renderLink,
  renderUser,
} from './leaves.js';
import { parseMrkdwn } from './parse-mrkdwn.js';

const NODES = {
  text: (node) => node.text,
  bold: (node, ctx) => html`<strong>${renderNodes(node.inside, ctx)}</strong>`,
  italic: (node, ctx) => html`<em>${renderNodes(node.inside, ctx)}</em>`,
  strike: (node, ctx) => html`<s>${renderNodes(node.inside, ctx)}</s>`,
  code: (node, ctx) => html`<code>${renderNodes(node.inside, ctx)}</code>`,
  emoji: (node, ctx) => renderEmoji(node.name, ctx, node.tone),
  user: (node, ctx) => renderUser(node.id, ctx, node.label),
  group: (node, ctx) => renderGroup(node.id, ctx, node.label),
  channel: (node, ctx) => renderChannel(node.id, ctx, node.label),
  broadcast: (node) => renderBroadcast(node.range),
  date: (node, ctx) => renderDate(node, ctx),
  link: (node) => renderLink(node.url, node.label || node.url),
};

const renderNodes = (nodes, ctx) => nodes.map((node) => NODES[node.kind](node, ctx));

const renderLines = (lines, ctx) =>
  lines.flatMap((line, index) => (index === 0 ? renderNodes(line, ctx) : ['\n', ...renderNodes(line, ctx)]));

const PARTS = {
  lines: (part, ctx) => html`<span class="kit-lines">${renderLines(part.lines, ctx)}</span>`,
  quote: (part, ctx) => html`<blockquote>${renderLines(part.lines, ctx)}</blockquote>`,
  preformatted: (part, ctx) => html`<pre>${renderNodes(part.inside, ctx)}</pre>`,
};

/**
 * A text in Slack's mrkdwn: of a message without blocks, of a text object.
 *
 * @param {string} text
 * @param {import('./render-blocks.d.ts').RenderContext} ctx
 */
export const renderMrkdwn = (text, ctx) =>
  html`<span class="kit-mrkdwn">
    ${parseMrkdwn(String(text ?? '')).map((part) => PARTS[part.kind](part, ctx))}
  </span>`;
