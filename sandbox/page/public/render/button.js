import { html } from './html.js';
import { isSafeUrl } from './leaves.js';
import { renderText } from './render-text.js';

const STYLES = { primary: ' kit-button-primary', danger: ' kit-button-danger' };

/** A button, with its style, its address and its question. */
export const Button = ({ element, place, ctx }) => {
  const send = () => ctx.onPress?.(element, element.value, place);
  const ask = () => ctx.onAsk?.(element.confirm, (yes) => yes && send());
  const shared = {
    class: `kit-button${STYLES[element.style] ?? ''}`,
    'aria-label': element.accessibility_label,
    'data-action': element.action_id,
    onClick: element.confirm ? ask : send,
  };
  const words = renderText(element.text, ctx);
  return element.url && isSafeUrl(element.url)
    ? html`<a ...${shared} href=${element.url} target="_blank" rel="noreferrer noopener">${words}</a>`
    : html`<button type="button" ...${shared}>${words}</button>`;
};
