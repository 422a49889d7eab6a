import { html } from './html.js';
import { manyOf } from './picked.js';
import { renderText } from './render-text.js';
import { controlOf, useChoice } from './use-choice.js';

const list = (type, element, place, ctx, chosen, onChange) => {
  const name = `${place.blockId}-${element.action_id}`;
  return html`<div
    class="kit-options"
    role=${type === 'radio' ? 'radiogroup' : 'group'}
    ...${controlOf(element, place)}
    autofocus=${false}
  >
    ${(element.options ?? []).map(
      (option) => html`<label class="kit-choice">
        <input
          type=${type}
          name=${name}
          value=${option.value}
          checked=${chosen.includes(option.value)}
          onChange=${() => onChange(option.value)}
        />
        <span>
          ${renderText(option.text, ctx)}
          ${option.description && html`<small>${renderText(option.description, ctx)}</small>`}
        </span>
      </label>`,
    )}
  </div>`;
};

/** Boxes of which any number may be ticked. */
export const Checkboxes = ({ element, place, ctx }) => {
  const { picked, choose } = useChoice(element, place, ctx);
  const chosen = manyOf(picked);
  const toggle = (value) =>
    choose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return list('checkbox', element, place, ctx, chosen, toggle);
};

/** Circles of which one is filled. */
export const RadioButtons = ({ element, place, ctx }) => {
  const { picked, choose } = useChoice(element, place, ctx);
  return list('radio', element, place, ctx, manyOf(picked), choose);
};
