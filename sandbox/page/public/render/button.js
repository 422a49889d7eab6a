import { useState } from 'preact/hooks';
import { ConfirmDialog } from './confirm-dialog.js';
import { html } from './html.js';
import { isSafeUrl } from './leaves.js';
import { renderText } from './render-text.js';

const STYLES = { primary: ' kit-button-primary', danger: ' kit-button-danger' };

/** A button, with its style, its address and its question. */
export const Button = ({ element, place, ctx }) => {
  const [asking, ask] = useState(false);
  const send = () => ctx.onPress?.(element, element.value, place);
  const answered = (yes) => {
    ask(false);
    if (yes) send();
  };
  const shared = {
    class: `kit-button${STYLES[element.style] ?? ''}`,
    'aria-label': element.accessibility_label,
    'data-action': element.action_id,
    onClick: element.confirm ? () => ask(true) : send,
  };
  const words = renderText(element.text, ctx);
  const pressed =
    element.url && isSafeUrl(element.url)
      ? html`<a ...${shared} href=${element.url} target="_blank" rel="noreferrer noopener">${words}</a>`
      : html`<button type="button" ...${shared}>${words}</button>`;
  return html`${pressed}${asking && html`<${ConfirmDialog} confirm=${element.confirm} ctx=${ctx} answer=${answered} />`}`;
};
