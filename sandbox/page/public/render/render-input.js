import { html } from './html.js';
import { renderElement } from './render-element.js';
import { renderText } from './render-text.js';

const GROUPS = /^(checkboxes|radio_buttons|multi_)/;

/** An input block: label, element, hint and what is wrong with it. */
export const renderInput = (block, ctx) => {
  const id = (part) => `kit-${part}-${block.block_id}`;
  const error = ctx.errors?.[block.block_id];
  const told = [block.hint && id('hint'), error && id('error')].filter(Boolean).join(' ');
  const place = {
    blockId: block.block_id,
    input: block,
    labelId: id('label'),
    hintId: told || undefined,
  };
  const label = html`<span class="kit-label" id=${id('label')}>
    ${renderText(block.label, ctx)}
    ${block.optional && html`<span class="kit-optional"> (optional)</span>`}
  </span>`;
  const element = renderElement(block.element, place, ctx);
  // A label around several boxes would tick the first of them.
  const tag = GROUPS.test(String(block.element?.type)) ? 'div' : 'label';
  return html`<div class=${error ? 'kit-input kit-input-wrong' : 'kit-input'}>
    <${tag} class="kit-labelled">${label}${element}<//>
    ${block.hint && html`<div class="kit-hint" id=${id('hint')}>${renderText(block.hint, ctx)}</div>`}
    ${error && html`<div class="kit-error" id=${id('error')} role="alert">${error}</div>`}
  </div>`;
};
