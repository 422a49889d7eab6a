import { Button } from './button.js';
import { DatePicker, DateTimePicker, TimePicker } from './date-pickers.js';
import { ExternalSelect } from './external-select.js';
import { html } from './html.js';
import { SmallImage } from './image.js';
import { MultiSelectMenu } from './multi-select-menu.js';
import { Checkboxes, RadioButtons } from './option-list.js';
import { OverflowMenu } from './overflow-menu.js';
import { SelectMenu } from './select-menu.js';
import { TextInput } from './text-input.js';

/** What can be used inside a block, by type: components with `element`, `place` and `ctx`. */
const ELEMENTS = {
  button: Button,
  overflow: OverflowMenu,
  image: SmallImage,
  static_select: SelectMenu,
  multi_static_select: MultiSelectMenu,
  external_select: ExternalSelect,
  multi_external_select: ExternalSelect,
  users_select: SelectMenu,
  multi_users_select: MultiSelectMenu,
  conversations_select: SelectMenu,
  multi_conversations_select: MultiSelectMenu,
  channels_select: SelectMenu,
  multi_channels_select: MultiSelectMenu,
  datepicker: DatePicker,
  timepicker: TimePicker,
  datetimepicker: DateTimePicker,
  checkboxes: Checkboxes,
  radio_buttons: RadioButtons,
  plain_text_input: TextInput,
  number_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
};

/**
 * One element of a block.
 *
 * @param element as it stands in the block
 * @param place where it stands: `{ blockId }`, in an input block also `input`, `labelId`, `hintId`
 */
export const renderElement = (element, place, ctx) => {
  const component = element ? ELEMENTS[element.type] : undefined;
  if (!component) return undefined;
  const key = element.action_id ?? element.type;
  return html`<${component} key=${key} element=${element} place=${place} ctx=${ctx} />`;
};
