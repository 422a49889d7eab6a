import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icons.js';
import { html } from './render/html.js';
import { renderView } from './render/render-view.js';
import { useFilling } from './use-filling.js';

const FIRST_FIELD = '.kit-view-blocks :is(input, textarea, select, button):not([hidden])';
const REACHABLE = 'button:not([disabled]), input, select, textarea, a[href]';

/** Keeps Tab inside the modal on top. */
const keepFocus = (event, place) => {
  const all = [...place.querySelectorAll(REACHABLE)].filter((one) => one.offsetParent !== null);
  const edge = event.shiftKey ? all[0] : all.at(-1);
  if (event.target !== edge) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0])?.focus();
};

const Modal = ({ view, isTop, depth, ctx, doing }) => {
  const place = useRef(null);
  const filling = useFilling({ view, doing });
  useEffect(() => {
    if (isTop) (place.current?.querySelector(FIRST_FIELD) ?? place.current)?.focus();
  }, [isTop]);
  const onKeyDown = (event) => {
    if (event.key === 'Tab') keepFocus(event, place.current);
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    filling.ctx.onClose();
  };
  return html`<div
    class="modal"
    role="dialog"
    aria-modal="true"
    aria-label=${view.title?.text}
    tabindex="-1"
    style=${`--depth: ${depth}`}
    inert=${!isTop}
    ref=${place}
    onKeyDown=${onKeyDown}
  >
    ${renderView(view, { ...ctx, ...filling.ctx })}
    ${filling.sentence && html`<p class="failed" role="alert"><${Icon} name="warning" /> ${filling.sentence}</p>`}
  </div>`;
};

/** The modals that this person has open, the newest on top. */
export const ModalStack = ({ as, state, ctx, doing }) => {
  const views = state?.views ?? [];
  if (views.length === 0) return undefined;
  return html`<div class="veil is-modal">
    ${views.map(
      (view, index) => html`<${Modal}
        key=${`${as}/${view.id}`}
        view=${view}
        isTop=${index === views.length - 1}
        depth=${views.length - 1 - index}
        ...${{ ctx, doing }}
      />`,
    )}
  </div>`;
};
