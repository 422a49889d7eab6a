import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icons.js';
import { targetOf } from './message.js';
import { html } from './render/html.js';
import { renderView } from './render/render-view.js';

const dispatches = (view, blockId) =>
  view.blocks.some(
    (block) => block.block_id === blockId && (block.type !== 'input' || block.dispatch_action === true),
  );

const elementOf = (view, blockId) => view.blocks.find((block) => block.block_id === blockId)?.element;

/** What is filled in, what was wrong with it, and everything that a modal can do. */
const useFilling = ({ view, doing }) => {
  const [values, setValues] = useState({});
  const [trouble, setTrouble] = useState({ errors: {}, sentence: undefined });
  const [isBusy, setBusy] = useState(false);
  const at = { view: view.id };
  const guarded = async (work) => {
    setBusy(true);
    const result = await work();
    setBusy(false);
    return result;
  };
  const setValue = (blockId, picked) => {
    setValues((now) => ({ ...now, [blockId]: picked }));
    setTrouble(({ errors: { [blockId]: mended, ...errors } }) => ({ errors, sentence: undefined }));
  };
  // The app is sent the state of every input with a click, so Slack has to know them by then.
  const tellValues = async () => {
    for (const [blockId, picked] of Object.entries(values)) {
      const element = elementOf(view, blockId);
      if (element && !dispatches(view, blockId))
        await doing({ do: 'selectInView', ...at, target: targetOf(element, { blockId }), picked });
    }
  };
  const onPress = (element, picked, place) =>
    guarded(async () => {
      await tellValues();
      const target = targetOf(element, place);
      return element.type === 'button'
        ? doing({ do: 'pressInView', ...at, target })
        : doing({ do: 'selectInView', ...at, target, picked: picked ?? null });
    });
  const onSubmit = () =>
    guarded(async () => {
      setTrouble({ errors: {}, sentence: undefined });
      const done = await doing({ do: 'submit', ...at, values });
      if (!done) return;
      const isPerField = done.outcome === 'errors' || done.outcome === 'incomplete';
      setTrouble({ errors: done.errors ?? {}, sentence: isPerField ? undefined : done.shown });
    });
  const onSuggest = async (element, query, place) =>
    (await doing({ do: 'suggest', ...at, target: targetOf(element, place), query })) ?? { options: [] };
  const onClose = () => doing({ do: 'closeView', ...at });
  const { errors, sentence } = trouble;
  return { sentence, ctx: { values, errors, busy: isBusy, setValue, onPress, onSubmit, onSuggest, onClose } };
};

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
