import { html } from './html.js';
import { renderBlocks } from './render-blocks.js';
import { renderText } from './render-text.js';

const DEFAULTS = {
  close: { type: 'plain_text', text: 'Cancel' },
  submit: { type: 'plain_text', text: 'Submit' },
};

const footer = (view, ctx) => {
  const needsSubmit = (view.blocks ?? []).some((block) => block.type === 'input');
  const submit = view.submit ?? (needsSubmit ? DEFAULTS.submit : undefined);
  return html`<footer class="kit-view-answers">
    <button type="button" class="kit-button" onClick=${() => ctx.onClose?.(view)}>
      ${renderText(view.close ?? (submit ? DEFAULTS.close : { text: 'Close' }), ctx)}
    </button>
    ${
      submit &&
      html`<button type="submit" class="kit-button kit-button-primary" disabled=${ctx.busy === true}>
        ${renderText(submit, ctx)}
      </button>`
    }
  </footer>`;
};

/**
 * A modal's inside (title, blocks, buttons), or the app's home.
 *
 * @param view as `views.*` answer it
 * @param {import('./render-blocks.d.ts').RenderContext} ctx with `values`, `setValue`, `errors`, `onSubmit`, `onClose`
 */
export const renderView = (view, ctx) => {
  const blocks = html`<div class="kit-view-blocks">${renderBlocks(view.blocks, ctx)}</div>`;
  if (view.type !== 'modal') return html`<div class="kit-home">${blocks}</div>`;
  const onSubmit = (event) => {
    event.preventDefault();
    ctx.onSubmit?.(view);
  };
  // The app and Slack say what is wrong, not the browser.
  return html`<form class="kit-view" novalidate onSubmit=${onSubmit}>
    <header class="kit-view-title">
      <h2>${renderText(view.title, ctx)}</h2>
      <button type="button" class="kit-cross" aria-label="Close" onClick=${() => ctx.onClose?.(view)}>×</button>
    </header>
    ${blocks}${footer(view, ctx)}
  </form>`;
};
