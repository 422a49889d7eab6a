import { choicesOf, placeholderOf } from './choices.js';
import { html } from './html.js';
import { controlOf, useChoice } from './use-choice.js';

const renderOption = (one) =>
  html`<option value=${one.value}>${one.about ? `${one.label} – ${one.about}` : one.label}</option>`;

const renderGroup = (group) =>
  group.label
    ? html`<optgroup label=${group.label}>${group.options.map(renderOption)}</optgroup>`
    : group.options.map(renderOption);

/** A menu for one choice: the browser's own, which phones and keyboards know. */
export const SelectMenu = ({ element, place, ctx }) => {
  const { picked, choose } = useChoice(element, place, ctx);
  const onChange = (event) => choose(event.currentTarget.value === '' ? null : event.currentTarget.value);
  return html`<select
      class="kit-field-box kit-select"
      ...${controlOf(element, place)}
      value=${picked ?? ''}
      onChange=${onChange}
    >
      <option value="" disabled=${!place.input?.optional}>${placeholderOf(element)}</option>
      ${choicesOf(element, ctx).map(renderGroup)}
    </select>`;
};
