import { html } from './html.js';
import { controlOf, useChoice } from './use-choice.js';

const TYPES = { number_input: 'number', email_text_input: 'email', url_text_input: 'url' };

const limitsOf = (element) =>
  element.type === 'number_input'
    ? {
        min: element.min_value,
        max: element.max_value,
        step: element.is_decimal_allowed ? 'any' : '1',
      }
    : { minlength: element.min_length, maxlength: element.max_length ?? 3000 };

/** A field to type into: text on one line or many, a number, an e-mail or web address. */
export const TextInput = ({ element, place, ctx }) => {
  const { picked, choose } = useChoice(element, place, ctx);
  const told = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const tell = (value) => ctx.onPress?.(element, value, { blockId: place.blockId });
  const onInput = (event) => {
    const { value } = event.currentTarget;
    choose(value === '' ? null : value);
    if (place.input?.dispatch_action && told.includes('on_character_entered')) tell(value);
  };
  const onKeyDown = (event) => {
    if (event.key !== 'Enter' || element.multiline || !place.input?.dispatch_action) return;
    event.preventDefault();
    if (told.includes('on_enter_pressed')) tell(event.currentTarget.value);
  };
  const shared = {
    ...controlOf(element, place),
    ...limitsOf(element),
    class: 'kit-field-box',
    placeholder: element.placeholder?.text,
    value: picked ?? '',
    onInput,
    onKeyDown,
  };
  return element.multiline
    ? html`<textarea rows="4" ...${shared} />`
    : html`<input type=${TYPES[element.type] ?? 'text'} ...${shared} />`;
};
