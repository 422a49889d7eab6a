import { html } from './html.js';
import { renderImage } from './image.js';
import { renderElement } from './render-element.js';
import { renderInput } from './render-input.js';
import { renderMarkdown } from './render-markdown.js';
import { renderRichText } from './render-rich-text.js';
import { renderTable } from './render-table.js';
import { renderText } from './render-text.js';

const placeOf = (block) => ({ blockId: block.block_id });

const header = (block, ctx) => {
  const level = Math.min(Math.max(block.level ?? 1, 1), 4);
  return html`<${`h${level + 2}`} class=${`kit-header kit-header-${level}`}>${renderText(block.text, ctx)}<//>`;
};

const section = (block, ctx) => html`<div class="kit-section">
  <div class="kit-section-words">
    ${block.text && html`<div>${renderText(block.text, ctx)}</div>`}
    ${
      block.fields &&
      html`<div class="kit-fields">
        ${block.fields.map((field) => html`<div class="kit-field">${renderText(field, ctx)}</div>`)}
      </div>`
    }
  </div>
  ${block.accessory && html`<div class="kit-accessory">${renderElement(block.accessory, placeOf(block), ctx)}</div>`}
</div>`;

const actions = (block, ctx) => html`<div class="kit-actions">
  ${(block.elements ?? []).map((element) => renderElement(element, placeOf(block), ctx))}
</div>`;

const context = (block, ctx) => html`<div class="kit-context">
  ${(block.elements ?? []).map((element) =>
    element.type === 'image'
      ? renderElement(element, placeOf(block), ctx)
      : html`<span class="kit-context-words">${renderText(element, ctx)}</span>`,
  )}
</div>`;

/** Every block that can be drawn, by type. */
const BLOCKS = {
  header,
  section,
  actions,
  context,
  divider: () => html`<hr class="kit-divider" />`,
  rich_text: renderRichText,
  image: renderImage,
  input: renderInput,
  markdown: renderMarkdown,
  table: renderTable,
};

const unknown = (block) => html`<div class="kit-unknown">A block of type ${String(block.type)}</div>`;

/**
 * Blocks of a message or view as Slack shows them.
 *
 * @param blocks as the sandbox took them: what Slack would refuse never comes here
 * @param {import('./render-blocks.d.ts').RenderContext} ctx
 */
export const renderBlocks = (blocks, ctx) =>
  (blocks ?? []).map((block, index) => {
    const render = BLOCKS[block.type] ?? unknown;
    return html`<div class="kit-block" key=${block.block_id ?? index} data-block=${block.block_id}>
      ${render(block, ctx)}
    </div>`;
  });
