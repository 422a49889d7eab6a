import type { ElementRule, FieldRule } from './block-rules.ts';

const SINGLE_SELECTS = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
] as const;
const MULTI_SELECTS = SINGLE_SELECTS.map((type) => `multi_${type}`);
const CHOICES = [
  'checkboxes',
  'radio_buttons',
  'datepicker',
  'timepicker',
  ...SINGLE_SELECTS,
  ...MULTI_SELECTS,
];

export const ACTION_TYPES: readonly string[] = ['button', 'overflow', 'datetimepicker', ...CHOICES];
export const ACCESSORY_TYPES: readonly string[] = ['button', 'overflow', 'image', ...CHOICES];
export const INPUT_TYPES: readonly string[] = [
  'plain_text_input',
  'number_input',
  'email_text_input',
  'url_text_input',
  'datetimepicker',
  ...CHOICES,
];

const confirm: FieldRule = { is: 'object', of: 'confirm' };
const focus: FieldRule = { is: 'boolean' };
const placeholder: FieldRule = { is: 'text', of: 'plain_text', max: 150 };
const dispatch: FieldRule = { is: 'object', of: 'dispatch_action_config' };
const options = (max: number, of: string, min = 1): FieldRule => ({
  is: 'list',
  of: { is: 'object', of },
  min,
  max,
});
const ids: FieldRule = { is: 'list', of: { is: 'string', min: 1 }, min: 1 };
const id: FieldRule = { is: 'string', min: 1 };
const lengths = {
  min_length: { is: 'integer', min: 0, max: 3000 },
  max_length: { is: 'integer', min: 1, max: 3000 },
} as const;

const menu = { confirm, placeholder, focus_on_load: focus } as const;
const many = { ...menu, max_selected_items: { is: 'integer', min: 1 } } as const;
const staticOptions = {
  options: options(100, 'plain_option'),
  option_groups: options(100, 'option_group'),
} as const;
const eitherOptions = {
  oneOf: [['options', 'option_groups']],
  notBoth: ['options', 'option_groups'],
} as const;
const external = { min_query_length: { is: 'integer', min: 0 } } as const;
const conversationExtras = {
  default_to_current_conversation: { is: 'boolean' },
  filter: { is: 'object', of: 'conversation_filter' },
} as const;
const respond = { response_url_enabled: { is: 'boolean' } } as const;

const element = (fields: ElementRule['fields'], more: Partial<ElementRule> = {}): ElementRule => ({
  interactive: true,
  fields,
  ...more,
});

/** Every element that may stand in a block; `type` belongs to each, `action_id` to those that can be used. */
export const ELEMENT_LIMITS: Readonly<Record<string, ElementRule>> = {
  button: element({
    text: { is: 'text', of: 'plain_text', max: 75, required: true },
    value: { is: 'string', max: 2000 },
    url: { is: 'string', max: 3000, like: 'url' },
    style: { is: 'choice', of: ['primary', 'danger'] },
    confirm,
    accessibility_label: { is: 'string', max: 75 },
  }),
  overflow: element({ options: { ...options(5, 'overflow_option'), required: true }, confirm }),
  image: element(
    {
      image_url: { is: 'string', max: 3000, like: 'picture' },
      slack_file: { is: 'object', of: 'slack_file' },
      alt_text: { is: 'string', min: 1, max: 2000, required: true },
    },
    { interactive: false, oneOf: [['image_url', 'slack_file']], notBoth: ['image_url', 'slack_file'] },
  ),
  static_select: element(
    { ...menu, ...staticOptions, initial_option: { is: 'object', of: 'plain_option' } },
    eitherOptions,
  ),
  multi_static_select: element(
    { ...many, ...staticOptions, initial_options: options(100, 'plain_option') },
    eitherOptions,
  ),
  external_select: element({ ...menu, ...external, initial_option: { is: 'object', of: 'plain_option' } }),
  multi_external_select: element({ ...many, ...external, initial_options: options(100, 'plain_option') }),
  users_select: element({ ...menu, initial_user: id }),
  multi_users_select: element({ ...many, initial_users: ids }),
  conversations_select: element({ ...menu, ...conversationExtras, ...respond, initial_conversation: id }),
  multi_conversations_select: element({ ...many, ...conversationExtras, initial_conversations: ids }),
  channels_select: element({ ...menu, ...respond, initial_channel: id }),
  multi_channels_select: element({ ...many, initial_channels: ids }),
  datepicker: element({ ...menu, initial_date: { is: 'string', like: 'date' } }),
  timepicker: element({
    ...menu,
    initial_time: { is: 'string', like: 'time' },
    timezone: { is: 'string', min: 1 },
  }),
  datetimepicker: element({
    confirm,
    focus_on_load: focus,
    initial_date_time: { is: 'integer', min: 1_000_000_000, max: 9_999_999_999 },
  }),
  checkboxes: element({
    options: { ...options(10, 'option'), required: true },
    initial_options: options(10, 'option'),
    confirm,
    focus_on_load: focus,
  }),
  radio_buttons: element({
    options: { ...options(10, 'option'), required: true },
    initial_option: { is: 'object', of: 'option' },
    confirm,
    focus_on_load: focus,
  }),
  plain_text_input: element({
    ...lengths,
    initial_value: { is: 'string', max: 3000 },
    multiline: { is: 'boolean' },
    dispatch_action_config: dispatch,
    focus_on_load: focus,
    placeholder,
  }),
  number_input: element({
    is_decimal_allowed: { is: 'boolean', required: true },
    initial_value: { is: 'string' },
    min_value: { is: 'string' },
    max_value: { is: 'string' },
    dispatch_action_config: dispatch,
    focus_on_load: focus,
    placeholder,
  }),
  email_text_input: element({
    initial_value: { is: 'string' },
    dispatch_action_config: dispatch,
    focus_on_load: focus,
    placeholder,
  }),
  url_text_input: element({
    initial_value: { is: 'string' },
    dispatch_action_config: dispatch,
    focus_on_load: focus,
    placeholder,
  }),
};
