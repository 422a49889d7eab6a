import type { BlockRule, FieldRule, Surface } from './block-rules.ts';
import { ACCESSORY_TYPES, ACTION_TYPES, INPUT_TYPES } from './element-limits.ts';

const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home'];

/** How much of everything there may be. */
export const TOTALS = {
  message: { blocks: 50, weight: 13_330, tables: 1, markdownCharacters: 12_000 },
  modal: { blocks: 100 },
  home: { blocks: 100 },
  /** What every block, element and text object weighs besides its characters. */
  containerWeight: 33,
  tableCharacters: 10_000,
  viewBytes: 250_000,
  blockId: 255,
  actionId: 255,
} as const;

const imageSource: Readonly<Record<string, FieldRule>> = {
  image_url: { is: 'string', max: 3000, like: 'picture' },
  slack_file: { is: 'object', of: 'slack_file' },
  alt_text: { is: 'string', min: 1, max: 2000, required: true },
};

/** Every block that the sandbox knows, with its limits; `type` and `block_id` belong to each. */
export const BLOCK_LIMITS: Readonly<Record<string, BlockRule>> = {
  header: {
    on: EVERYWHERE,
    fields: {
      text: { is: 'text', of: 'plain_text', max: 150, required: true },
      level: { is: 'integer', min: 1, max: 4 },
    },
  },
  section: {
    on: EVERYWHERE,
    fields: {
      text: { is: 'text', of: 'any', max: 3000 },
      fields: { is: 'list', of: { is: 'text', of: 'any', max: 2000 }, min: 1, max: 10 },
      accessory: { is: 'element', of: ACCESSORY_TYPES },
      expand: { is: 'boolean' },
    },
    oneOf: [['text', 'fields']],
  },
  actions: {
    on: EVERYWHERE,
    fields: {
      elements: { is: 'list', of: { is: 'element', of: ACTION_TYPES }, min: 1, max: 25, required: true },
    },
  },
  context: {
    on: EVERYWHERE,
    fields: {
      elements: {
        is: 'list',
        of: { is: 'element', of: ['image', 'plain_text', 'mrkdwn'] },
        min: 1,
        max: 10,
        required: true,
      },
    },
  },
  divider: { on: EVERYWHERE, fields: {} },
  image: {
    on: EVERYWHERE,
    fields: { ...imageSource, title: { is: 'text', of: 'plain_text', max: 2000 } },
    oneOf: [['image_url', 'slack_file']],
    notBoth: ['image_url', 'slack_file'],
  },
  input: {
    on: EVERYWHERE,
    fields: {
      label: { is: 'text', of: 'plain_text', max: 2000, required: true },
      element: { is: 'element', of: INPUT_TYPES, required: true },
      hint: { is: 'text', of: 'plain_text', max: 2000 },
      optional: { is: 'boolean' },
      dispatch_action: { is: 'boolean' },
    },
  },
  markdown: {
    on: ['message'],
    fields: { text: { is: 'string', min: 1, max: 12_000, required: true } },
  },
  rich_text: {
    on: EVERYWHERE,
    fields: {
      elements: {
        is: 'list',
        of: {
          is: 'element',
          of: ['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'],
        },
        min: 1,
        required: true,
      },
    },
  },
  table: {
    on: ['message'],
    fields: {
      rows: {
        is: 'list',
        of: {
          is: 'list',
          of: { is: 'element', of: ['raw_text', 'raw_number', 'rich_text'] },
          min: 1,
          max: 20,
        },
        min: 1,
        max: 100,
        required: true,
      },
      column_settings: { is: 'list', of: { is: 'object', of: 'column_setting' }, max: 20 },
    },
  },
};
