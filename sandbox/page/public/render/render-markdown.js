import { lexer } from 'marked';
import { html } from './html.js';
import { renderLink } from './leaves.js';
import { renderText } from './render-text.js';

const inside = (token, ctx) => renderTokens(token.tokens ?? [], ctx);

const heading = (token, ctx) =>
  html`<${`h${Math.min(token.depth + 2, 6)}`} class=${`kit-header kit-header-${Math.min(token.depth, 4)}`}>
    ${inside(token, ctx)}
  <//>`;

const list = (token, ctx) => {
  const items = token.items.map((item) => html`<li>${inside(item, ctx)}</li>`);
  return token.ordered
    ? html`<ol class="kit-list" start=${token.start === '' ? 1 : token.start}>${items}</ol>`
    : html`<ul class="kit-list">${items}</ul>`;
};

const table = (token, ctx) => {
  const cell = (one, tag) =>
    html`<${tag} style=${{ textAlign: one.align ?? 'left' }}>${inside(one, ctx)}<//>`;
  return html`<div class="kit-table" tabindex="0">
    <table>
      <thead><tr>${token.header.map((one) => cell(one, 'th'))}</tr></thead>
      <tbody>${token.rows.map((row) => html`<tr>${row.map((one) => cell(one, 'td'))}</tr>`)}</tbody>
    </table>
  </div>`;
};

const plain = (token, ctx) => renderText({ type: 'plain_text', text: token.text }, ctx);

/** What Markdown's parser finds, by type. HTML in it stays text. */
const TOKENS = {
  heading,
  list,
  table,
  paragraph: (token, ctx) => html`<p>${inside(token, ctx)}</p>`,
  blockquote: (token, ctx) => html`<blockquote>${inside(token, ctx)}</blockquote>`,
  code: (token) => html`<pre><code>${token.text}</code></pre>`,
  hr: () => html`<hr class="kit-divider" />`,
  space: () => '',
  text: (token, ctx) => (token.tokens ? inside(token, ctx) : plain(token, ctx)),
  escape: (token) => token.text,
  strong: (token, ctx) => html`<strong>${inside(token, ctx)}</strong>`,
  em: (token, ctx) => html`<em>${inside(token, ctx)}</em>`,
  del: (token, ctx) => html`<s>${inside(token, ctx)}</s>`,
  codespan: (token) => html`<code>${token.text}</code>`,
  br: () => html`<br />`,
  link: (token, ctx) => renderLink(token.href, inside(token, ctx)),
  // Slack shows pictures in Markdown as links.
  image: (token) => renderLink(token.href, token.text || token.href),
  checkbox: (token) => (token.checked ? '☑ ' : '☐ '),
};

const renderTokens = (tokens, ctx) =>
  tokens.map((token) => (Object.hasOwn(TOKENS, token.type) ? TOKENS[token.type](token, ctx) : token.raw));

/** A markdown block. */
export const renderMarkdown = (block, ctx) =>
  html`<div class="kit-markdown">${renderTokens(lexer(String(block.text ?? '')), ctx)}</div>`;
