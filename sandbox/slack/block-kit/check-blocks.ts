import type { Fields } from '../model.ts';
import { refuse } from '../refusal.ts';
import { BLOCK_LIMITS, TOTALS } from './block-limits.ts';
import type { Surface } from './block-rules.ts';
import { type Complain, checkField, checkRule } from './check-field.ts';
import { charactersOf, containersIn, elementIds } from './walk-blocks.ts';

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const checkBlock = (block: unknown, surface: Surface, pointer: string, complain: Complain): undefined => {
  if (!isObject(block)) return complain(pointer, 'must provide an object');
  if (typeof block.type !== 'string') return complain(pointer, 'missing required field: type');
  const rule = BLOCK_LIMITS[block.type];
  if (!rule?.on.includes(surface)) return complain(pointer, `unsupported type: ${block.type}`);
  const blockId = { block_id: { is: 'string', max: TOTALS.blockId } } as const;
  checkRule({ ...rule, fields: { ...rule.fields, ...blockId } }, block, pointer, complain);
};

const checkUnique = (blocks: readonly unknown[], pointer: string, complain: Complain): undefined => {
  const blockIds = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    if (!isObject(block)) continue;
    const { block_id: blockId } = block;
    if (typeof blockId === 'string' && blockId !== '') {
      if (blockIds.has(blockId))
        complain(
          `${pointer}/${index}/block_id`,
          `\`block_id\` "${blockId}" already exists for another block`,
        );
      blockIds.add(blockId);
    }
    const actionIds = new Set<string>();
    for (const { actionId, path } of elementIds(block)) {
      if (actionIds.has(actionId))
        complain(`${pointer}/${index}${path}/action_id`, `\`action_id\` "${actionId}" already exists`);
      actionIds.add(actionId);
    }
  }
};

const checkList = (
  blocks: readonly unknown[],
  surface: Surface,
  pointer: string,
  complain: Complain,
): undefined => {
  const most = TOTALS[surface].blocks;
  if (blocks.length > most) return complain(pointer, `no more than ${most} items allowed`);
  for (const [index, block] of blocks.entries()) checkBlock(block, surface, `${pointer}/${index}`, complain);
  checkUnique(blocks, pointer, complain);
};

const refuseIfAny = (code: string, complaints: readonly string[]): undefined => {
  if (complaints.length === 0) return;
  refuse(code, {
    errors: complaints,
    response_metadata: { messages: complaints.map((complaint) => `[ERROR] ${complaint}`) },
  });
};

const collect = (check: (complain: Complain) => undefined): string[] => {
  const complaints: string[] = [];
  check((pointer, complaint) => {
    complaints.push(`${complaint} [json-pointer:${pointer}]`);
  });
  return complaints;
};

const checkTables = (blocks: readonly Fields[], complain: Complain): undefined => {
  const tables = blocks.filter((block) => block.type === 'table');
  if (tables.length > TOTALS.message.tables) complain('/blocks', 'only_one_table_allowed');
  const characters = tables.reduce((sum, table) => sum + charactersOf(table), 0);
  if (characters > TOTALS.tableCharacters)
    complain('/blocks', `must be less than ${TOTALS.tableCharacters + 1} characters`);
};

const checkMarkdown = (blocks: readonly Fields[], complain: Complain): undefined => {
  const markdown = blocks.filter((block) => block.type === 'markdown');
  const characters = markdown.reduce((sum, block) => sum + charactersOf(block), 0);
  const most = TOTALS.message.markdownCharacters;
  if (markdown.length > 1 && characters > most)
    complain('/blocks', `must be less than ${most + 1} characters`);
};

/** Refuses blocks that Slack would not take in a message. */
export const checkMessageBlocks = (blocks: readonly Fields[]): undefined => {
  const complaints = collect((complain) => {
    checkList(blocks, 'message', '/blocks', complain);
    checkTables(blocks, complain);
    checkMarkdown(blocks, complain);
  });
  refuseIfAny('invalid_blocks', complaints);
  // Undocumented, but met in practice: 13,297 characters in one block pass, 11,341 in many small ones do not.
  const weight = charactersOf(blocks) + containersIn(blocks) * TOTALS.containerWeight;
  if (weight > TOTALS.message.weight) refuse('msg_blocks_too_long');
};

const MODAL_FIELDS = {
  title: { is: 'text', of: 'plain_text', max: 24, required: true },
  close: { is: 'text', of: 'plain_text', max: 24 },
  submit: { is: 'text', of: 'plain_text', max: 24 },
  clear_on_close: { is: 'boolean' },
  notify_on_close: { is: 'boolean' },
} as const;
const VIEW_FIELDS = {
  private_metadata: { is: 'string', max: 3000 },
  callback_id: { is: 'string', max: 255 },
  external_id: { is: 'string', max: 255 },
  blocks: { is: 'anything', required: true },
} as const;

/** Refuses a modal or home that Slack would not show. */
export const checkView = (view: Fields): undefined => {
  if (JSON.stringify(view).length > TOTALS.viewBytes) refuse('view_too_large');
  const surface = view.type === 'modal' || view.type === 'home' ? view.type : undefined;
  const complaints = collect((complain) => {
    if (!surface) return complain('/view/type', `unsupported type: ${String(view.type)}`);
    const fields = surface === 'modal' ? { ...MODAL_FIELDS, ...VIEW_FIELDS } : VIEW_FIELDS;
    checkRule({ fields }, view, '/view', complain);
    if (view.blocks === undefined) return;
    if (!Array.isArray(view.blocks)) return complain('/view/blocks', 'must provide an array');
    checkList(view.blocks, surface, '/view/blocks', complain);
    const hasInput = view.blocks.some((block: unknown) => isObject(block) && block.type === 'input');
    if (surface === 'modal' && hasInput && view.submit === undefined)
      complain('/view', 'missing required field: submit');
  });
  refuseIfAny('invalid_arguments', complaints);
};

/** Checks options that an app offers for an external select. */
export const checkOptions = (options: unknown): string[] =>
  collect((complain) =>
    checkField(
      { is: 'list', of: { is: 'object', of: 'plain_option' }, max: 100 },
      options,
      '/options',
      complain,
    ),
  );
