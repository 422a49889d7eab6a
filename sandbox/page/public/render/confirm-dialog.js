import { useEffect, useRef } from 'preact/hooks';
import { html } from './html.js';
import { renderText } from './render-text.js';

/** Slack's question before something is sent. `answer` is told true or false, once. */
export const ConfirmDialog = ({ confirm, ctx, answer }) => {
  const yes = useRef(null);
  useEffect(() => yes.current?.focus(), []);
  const onKeyDown = (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    answer(false);
  };
  const style = confirm.style === 'danger' ? 'kit-button kit-button-danger' : 'kit-button kit-button-primary';
  return html`<div class="kit-veil" onKeyDown=${onKeyDown}>
    <div class="kit-confirm" role="alertdialog" aria-modal="true" aria-label=${confirm.title?.text}>
      <h2>${renderText(confirm.title, ctx)}</h2>
      <p>${renderText(confirm.text, ctx)}</p>
      <div class="kit-confirm-answers">
        <button type="button" class="kit-button" onClick=${() => answer(false)}>
          ${renderText(confirm.deny, ctx)}
        </button>
        <button type="button" class=${style} ref=${yes} onClick=${() => answer(true)}>
          ${renderText(confirm.confirm, ctx)}
        </button>
      </div>
    </div>
  </div>`;
};
