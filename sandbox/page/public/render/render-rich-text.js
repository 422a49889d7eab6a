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

/** What stands inside a rich text, by type: literal words and references. */
const RICH_LEAVES = {
  text: (leaf) => String(leaf.text),
  link: (leaf) => renderLink(String(leaf.url), String(leaf.text || leaf.url)),
  user: (leaf, ctx) => renderUser(leaf.user_id, ctx),
  usergroup: (leaf, ctx) => renderGroup(leaf.usergroup_id, ctx),
  channel: (leaf, ctx) => renderChannel(leaf.channel_id, ctx),
  emoji: (leaf, ctx) => renderEmoji(leaf.name, ctx, leaf.skin_tone),
  broadcast: (leaf) => renderBroadcast(leaf.range),
  date: (leaf, ctx) => renderDate(leaf, ctx),
  color: (leaf) => [
    html`<span class="kit-swatch" style=${{ background: String(leaf.value) }} />`,
    html`<code>${String(leaf.value)}</code>`,
  ],
};

const STYLES = [
  ['code', (inside) => html`<code>${inside}</code>`],
  ['strike', (inside) => html`<s>${inside}</s>`],
  ['italic', (inside) => html`<em>${inside}</em>`],
  ['underline', (inside) => html`<u>${inside}</u>`],
  ['bold', (inside) => html`<strong>${inside}</strong>`],
];

const renderLeaf = (leaf, ctx) => {
  const render = RICH_LEAVES[leaf.type];
  if (!render) return '';
  const dressed = STYLES.filter(([name]) => leaf.style?.[name] === true);
  return dressed.reduce((inside, [, dress]) => dress(inside), render(leaf, ctx));
};

const renderLeaves = (leaves, ctx) => (leaves ?? []).map((leaf) => renderLeaf(leaf, ctx));

const renderList = (list, ctx) => {
  const items = (list.elements ?? []).map((item) => html`<li>${renderLeaves(item.elements, ctx)}</li>`);
  const style = { marginInlineStart: `${(list.indent ?? 0) * 1.5}em` };
  const level = (list.indent ?? 0) % 3;
  return list.style === 'ordered'
    ? html`<ol class=${`kit-list kit-list-${level}`} style=${style} start=${(list.offset ?? 0) + 1}>${items}</ol>`
    : html`<ul class=${`kit-list kit-list-${level}`} style=${style}>${items}</ul>`;
};

/** The parts of a rich text, by type. */
const RICH_PARTS = {
  rich_text_section: (part, ctx) =>
    html`<div class="kit-rich-section">${renderLeaves(part.elements, ctx)}</div>`,
  rich_text_list: renderList,
  rich_text_quote: (part, ctx) => html`<blockquote>${renderLeaves(part.elements, ctx)}</blockquote>`,
  rich_text_preformatted: (part, ctx) => html`<pre>${renderLeaves(part.elements, ctx)}</pre>`,
};

/** A rich_text block, or the same inside a table. */
export const renderRichText = (block, ctx) =>
  html`<div class="kit-rich-text">
    ${(block.elements ?? []).map((part) => RICH_PARTS[part.type]?.(part, ctx))}
  </div>`;
