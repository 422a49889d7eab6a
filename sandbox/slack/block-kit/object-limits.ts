import type { ElementRule, Rule } from './block-rules.ts';

const RICH_LEAVES = [
  'text',
  'link',
  'user',
  'usergroup',
  'channel',
  'emoji',
  'broadcast',
  'date',
  'color',
] as const;

/** Objects without a `type` of their own: what options, dialogs and settings may hold. */
export const OBJECT_LIMITS: Readonly<Record<string, Rule>> = {
  confirm: {
    fields: {
      title: { is: 'text', of: 'plain_text', max: 100, required: true },
      text: { is: 'text', of: 'any', max: 300, required: true },
      confirm: { is: 'text', of: 'plain_text', max: 30, required: true },
      deny: { is: 'text', of: 'plain_text', max: 30, required: true },
      style: { is: 'choice', of: ['primary', 'danger'] },
    },
  },
  plain_option: {
    fields: {
      text: { is: 'text', of: 'plain_text', max: 75, required: true },
      value: { is: 'string', min: 1, max: 150, required: true },
      description: { is: 'text', of: 'plain_text', max: 75 },
    },
  },
  option: {
    fields: {
      text: { is: 'text', of: 'any', max: 75, required: true },
      value: { is: 'string', min: 1, max: 150, required: true },
      description: { is: 'text', of: 'any', max: 75 },
    },
  },
  overflow_option: {
    fields: {
      text: { is: 'text', of: 'plain_text', max: 75, required: true },
      value: { is: 'string', min: 1, max: 150, required: true },
      description: { is: 'text', of: 'plain_text', max: 75 },
      url: { is: 'string', max: 3000, like: 'url' },
    },
  },
  option_group: {
    fields: {
      label: { is: 'text', of: 'plain_text', max: 75, required: true },
      options: { is: 'list', of: { is: 'object', of: 'plain_option' }, min: 1, max: 100, required: true },
    },
  },
  dispatch_action_config: {
    fields: {
      trigger_actions_on: {
        is: 'list',
        of: { is: 'choice', of: ['on_enter_pressed', 'on_character_entered'] },
        min: 1,
        required: true,
      },
    },
  },
  conversation_filter: {
    fields: {
      include: { is: 'list', of: { is: 'choice', of: ['im', 'mpim', 'private', 'public'] }, min: 1 },
      exclude_external_shared_channels: { is: 'boolean' },
      exclude_bot_users: { is: 'boolean' },
    },
  },
  slack_file: {
    fields: { id: { is: 'string', min: 1 }, url: { is: 'string', min: 1 } },
    oneOf: [['id', 'url']],
  },
  column_setting: {
    fields: { align: { is: 'choice', of: ['left', 'center', 'right'] }, is_wrapped: { is: 'boolean' } },
  },
};

const leaf = (fields: ElementRule['fields']): ElementRule => ({
  interactive: false,
  fields: { ...fields, style: { is: 'anything' } },
});

/** Text, and what stands inside rich text and tables; elements that can't be used, only read. */
export const TEXT_LIMITS: Readonly<Record<string, ElementRule>> = {
  plain_text: leaf({ text: { is: 'string', min: 1, max: 3000, required: true }, emoji: { is: 'boolean' } }),
  mrkdwn: leaf({ text: { is: 'string', min: 1, max: 3000, required: true }, verbatim: { is: 'boolean' } }),
  raw_text: leaf({ text: { is: 'string', min: 1, required: true } }),
  raw_number: leaf({ value: { is: 'anything', required: true }, text: { is: 'string' } }),
  rich_text: leaf({
    block_id: { is: 'string', max: 255 },
    elements: {
      is: 'list',
      of: {
        is: 'element',
        of: ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'],
      },
      required: true,
    },
  }),
  rich_text_section: leaf({
    elements: { is: 'list', of: { is: 'element', of: RICH_LEAVES }, required: true },
  }),
  rich_text_quote: leaf({
    elements: { is: 'list', of: { is: 'element', of: RICH_LEAVES }, required: true },
    border: { is: 'integer', min: 0, max: 1 },
  }),
  rich_text_preformatted: leaf({
    elements: { is: 'list', of: { is: 'element', of: ['text', 'link'] }, required: true },
    border: { is: 'integer', min: 0, max: 1 },
    language: { is: 'string' },
  }),
  rich_text_list: leaf({
    elements: { is: 'list', of: { is: 'element', of: ['rich_text_section'] }, required: true },
    indent: { is: 'integer', min: 0, max: 8 },
    offset: { is: 'integer', min: 0 },
    border: { is: 'integer', min: 0, max: 1 },
  }),
  text: leaf({ text: { is: 'string', min: 1, required: true } }),
  link: leaf({
    url: { is: 'string', min: 1, required: true },
    text: { is: 'string' },
    unsafe: { is: 'boolean' },
  }),
  user: leaf({ user_id: { is: 'string', min: 1, required: true } }),
  usergroup: leaf({ usergroup_id: { is: 'string', min: 1, required: true } }),
  channel: leaf({ channel_id: { is: 'string', min: 1, required: true } }),
  emoji: leaf({
    name: { is: 'string', min: 1, required: true },
    unicode: { is: 'string' },
    skin_tone: { is: 'integer', min: 1, max: 6 },
  }),
  broadcast: leaf({ range: { is: 'choice', of: ['here', 'channel', 'everyone'], required: true } }),
  date: leaf({
    timestamp: { is: 'integer', required: true },
    format: { is: 'string', min: 1, required: true },
    url: { is: 'string' },
    fallback: { is: 'string' },
  }),
  color: leaf({ value: { is: 'string', min: 1, required: true } }),
};
