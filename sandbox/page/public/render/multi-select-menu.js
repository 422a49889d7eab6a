import { useRef, useState } from 'preact/hooks';
import { choicesOf, placeholderOf } from './choices.js';
import { html } from './html.js';
import { controlOf, useChoice } from './use-choice.js';
import { closesWhenLeft, useDraft } from './use-draft.js';

const Boxes = ({ element, groups, chosen, change }) => {
  const isFull = chosen.length >= (element.max_selected_items ?? Number.POSITIVE_INFINITY);
  const toggle = (value) =>
    change(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  const box = (one) => html`<label class="kit-choice">
    <input
      type="checkbox"
      checked=${chosen.includes(one.value)}
      disabled=${isFull && !chosen.includes(one.value)}
      onChange=${() => toggle(one.value)}
    />
    <span>${one.label}${one.about && html`<small>${one.about}</small>`}</span>
  </label>`;
  return groups.map(
    (group) =>
      html`${group.label && html`<div class="kit-group">${group.label}</div>`}${group.options.map(box)}`,
  );
};

/** A menu for several choices. In a form all of them are in sight; in a message they are behind a button. */
export const MultiSelectMenu = ({ element, place, ctx }) => {
  const { picked, choose } = useChoice(element, place, ctx);
  const { chosen, change, close } = useDraft({ picked, choose }, place);
  const [isOpen, setOpen] = useState(false);
  const button = useRef(null);
  const groups = choicesOf(element, ctx);
  const boxes = html`<${Boxes} ...${{ element, groups, chosen, change }} />`;
  if (place.input) {
    return html`<div class="kit-field-box kit-multi" role="group" ...${controlOf(element, place)} autofocus=${false}>
      ${boxes}
    </div>`;
  }
  const leave = () => {
    setOpen(false);
    close();
  };
  const onKeyDown = (event) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.preventDefault();
    event.stopPropagation();
    button.current?.focus();
    leave();
  };
  const names = groups.flatMap(({ options }) => options).filter(({ value }) => chosen.includes(value));
  const label = names.map((one) => one.label).join(', ') || placeholderOf(element);
  return html`<div class="kit-multi-menu" ...${closesWhenLeft(leave)} onKeyDown=${onKeyDown}>
    <button
      type="button"
      class="kit-field-box kit-multi-button"
      aria-haspopup="true"
      aria-expanded=${isOpen}
      ref=${button}
      ...${controlOf(element, place)}
      onClick=${() => (isOpen ? leave() : setOpen(true))}
    >
      ${label} <span aria-hidden="true">▾</span>
    </button>
    ${isOpen && html`<div class="kit-field-box kit-multi" role="group" aria-label=${placeholderOf(element)}>${boxes}</div>`}
  </div>`;
};
