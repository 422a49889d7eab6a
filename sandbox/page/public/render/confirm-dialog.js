import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { html } from './html.js';
import { renderText } from './render-text.js';

/** Shows a dialog above everything. */
const useShown = () => {
  const dialog = useRef(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return dialog;
};

/** The page has its own plans for Escape; here it only says no. */
const keepInside = (event) => {
  if (event.key === 'Escape') event.stopPropagation();
};

/** Slack's question before something is sent. `answer` is told true or false. */
const ConfirmDialog = ({ confirm, ctx, answer }) => {
  const dialog = useShown();
  // Closed before it is gone: only so the browser puts the focus back to where it was.
  const close = (yes) => {
    dialog.current?.close();
    answer(yes);
  };
  const onCancel = (event) => {
    event.preventDefault();
    event.stopPropagation();
    close(false);
  };
  const style = confirm.style === 'danger' ? 'kit-button kit-button-danger' : 'kit-button kit-button-primary';
  return html`<dialog
    class="kit-confirm"
    role="alertdialog"
    aria-label=${confirm.title?.text}
    ref=${dialog}
    onKeyDown=${keepInside}
    onCancel=${onCancel}
  >
    <h2>${renderText(confirm.title, ctx)}</h2>
    <p>${renderText(confirm.text, ctx)}</p>
    <div class="kit-confirm-answers">
      <button type="button" class="kit-button" onClick=${() => close(false)}>
        ${renderText(confirm.deny, ctx)}
      </button>
      <button type="button" class=${style} autofocus onClick=${() => close(true)}>
        ${renderText(confirm.confirm, ctx)}
      </button>
    </div>
  </dialog>`;
};

/**
 * The place of the questions: one for the whole page, so that a question stays when the message behind it is edited.
 *
 * @returns `[onAsk, draw]`: `onAsk(confirm, answer)` asks, `draw(ctx)` is the open question
 */
export const useQuestion = () => {
  const [asked, ask] = useState(undefined);
  const onAsk = (confirm, answer) => ask({ confirm, answer });
  const answer = (yes) => {
    ask(undefined);
    asked.answer(yes);
  };
  const draw = (ctx) =>
    asked && html`<${ConfirmDialog} confirm=${asked.confirm} ctx=${ctx} answer=${answer} />`;
  return [onAsk, draw];
};
