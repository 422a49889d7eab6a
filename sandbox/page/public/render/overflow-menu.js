import { useState } from 'preact/hooks';
import { html } from './html.js';
import { isSafeUrl } from './leaves.js';
import { renderText } from './render-text.js';
import { useChoice } from './use-choice.js';

/** The three dots with what can be done behind them. */
export const OverflowMenu = ({ element, place, ctx }) => {
  const { choose } = useChoice(element, place, ctx);
  const [open, setOpen] = useState(false);
  const pick = (option) => {
    setOpen(false);
    choose(option.value);
    if (option.url && isSafeUrl(option.url)) window.open(option.url, '_blank', 'noopener,noreferrer');
  };
  const onKeyDown = (event) => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
  };
  const onFocusOut = (event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  };
  return html`<div class="kit-overflow" onKeyDown=${onKeyDown} onFocusOut=${onFocusOut}>
    <button
      type="button"
      class="kit-button"
      aria-label="More"
      aria-haspopup="menu"
      aria-expanded=${open}
      data-action=${element.action_id}
      onClick=${() => setOpen(!open)}
    >
      ⋯
    </button>
    <div class="kit-menu" role="menu" hidden=${!open}>
      ${(element.options ?? []).map(
        (
          option,
        ) => html`<button type="button" class="kit-option" role="menuitem" onClick=${() => pick(option)}>
          ${renderText(option.text, ctx)}
          ${option.description && html`<small>${renderText(option.description, ctx)}</small>`}
        </button>`,
      )}
    </div>
  </div>`;
};
