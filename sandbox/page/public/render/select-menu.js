import { html } from './html.js';
import { manyOf } from './picked.js';
import { controlOf, useChoice } from './use-choice.js';

const words = (text) => String(text?.text ?? '');
const option = (one) => ({ value: one.value, label: words(one.text), about: words(one.description) });

const staticChoices = (element) =>
  element.option_groups
    ? element.option_groups.map((group) => ({
        label: words(group.label),
        options: group.options.map(option),
      }))
    : [{ options: (element.options ?? []).map(option) }];

const peopleChoices = (_element, ctx) => [
  { options: Object.entries(ctx.people ?? {}).map(([value, { name }]) => ({ value, label: name })) },
];

const channelChoices = (_element, ctx) => [
  { options: Object.entries(ctx.channels ?? {}).map(([value, name]) => ({ value, label: `#${name}` })) },
];

/** What a menu offers, as groups of options, by the element's type without `multi_`. */
const CHOICES = {
  static_select: staticChoices,
  users_select: peopleChoices,
  channels_select: channelChoices,
  conversations_select: channelChoices,
};
const NOTHING_YET = {
  static_select: 'Select an option',
  users_select: 'Select a person',
  channels_select: 'Select a channel',
  conversations_select: 'Select a conversation',
};

const renderOption = (one) =>
  html`<option value=${one.value}>${one.about ? `${one.label} – ${one.about}` : one.label}</option>`;

const renderGroup = (group) =>
  group.label
    ? html`<optgroup label=${group.label}>${group.options.map(renderOption)}</optgroup>`
    : group.options.map(renderOption);

/** A menu for one choice: the browser's own, which phones and keyboards know. */
export const SelectMenu = ({ element, place, ctx }) => {
  const { picked, choose, dialog } = useChoice(element, place, ctx);
  const groups = CHOICES[element.type](element, ctx);
  const placeholder = element.placeholder ? words(element.placeholder) : NOTHING_YET[element.type];
  const onChange = (event) => choose(event.currentTarget.value === '' ? null : event.currentTarget.value);
  return html`<select
      class="kit-field-box kit-select"
      ...${controlOf(element, place)}
      value=${picked ?? ''}
      onChange=${onChange}
    >
      <option value="" disabled=${!place.input?.optional}>${placeholder}</option>
      ${groups.map(renderGroup)}
    </select>
    ${dialog}`;
};

/** A menu for several choices: all of them in sight, each with a box. */
export const MultiSelectMenu = ({ element, place, ctx }) => {
  const { picked, choose, dialog } = useChoice(element, place, ctx);
  const chosen = manyOf(picked);
  const full = chosen.length >= (element.max_selected_items ?? Number.POSITIVE_INFINITY);
  const groups = CHOICES[element.type.replace('multi_', '')](element, ctx);
  const toggle = (value) =>
    choose(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  const box = (one) => html`<label class="kit-choice">
    <input
      type="checkbox"
      checked=${chosen.includes(one.value)}
      disabled=${full && !chosen.includes(one.value)}
      onChange=${() => toggle(one.value)}
    />
    <span>${one.label}${one.about && html`<small>${one.about}</small>`}</span>
  </label>`;
  return html`<div class="kit-field-box kit-multi" role="group" ...${controlOf(element, place)} autofocus=${false}>
      ${groups.map((group) => html`${group.label && html`<div class="kit-group">${group.label}</div>`}${group.options.map(box)}`)}
    </div>
    ${dialog}`;
};
