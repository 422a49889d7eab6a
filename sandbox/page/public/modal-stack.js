import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './icons.js';
import { html } from './render/html.js';
import { renderView } from './render/render-view.js';
import { useFilling } from './use-filling.js';

/** Where one begins, the best first: what the app wants, what can be filled in, what can be pressed. */
const BEGINNINGS = [
  '.kit-view-blocks [autofocus]',
  '.kit-view-blocks :is(input, textarea, select):not([hidden])',
  '.kit-view-blocks button',
];
const WRONG_FIELD = '.kit-input-wrong :is(input, textarea, select)';
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
  // At once: what is typed before the next frame belongs here, too.
  useLayoutEffect(() => {
    if (!isTop) return;
    const first = BEGINNINGS.map((one) => place.current.querySelector(one)).find((one) => one !== null);
    (first ?? place.current).focus();
  }, [isTop]);
  // A button that is switched off while the app thinks loses the focus: without it no key reaches the modal.
  useEffect(() => {
    if (!isTop || document.activeElement !== document.body) return;
    (place.current.querySelector(WRONG_FIELD) ?? place.current).focus();
  });
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

/** Gives the focus back to what was pressed, once all modals are gone. */
const useFocusBack = (isOpen) => {
  const before = useRef(null);
  // While they are drawn: once they are there, they have the focus.
  if (isOpen) before.current ??= document.activeElement;
  useLayoutEffect(() => {
    if (isOpen) return;
    before.current?.focus();
    before.current = null;
  }, [isOpen]);
};

/** The modals that this person has open, the newest on top. */
export const ModalStack = ({ as, state, ctx, doing }) => {
  const views = state?.views ?? [];
  useFocusBack(views.length > 0);
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
