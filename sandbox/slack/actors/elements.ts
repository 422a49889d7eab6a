import type { Fields } from '../model.ts';

export type FoundElement = { readonly element: Fields; readonly blockId: string; readonly blockType: string };

const asFields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

/** Every interactive element of these blocks with the block it is in. */
export const elementsOf = (blocks: readonly Fields[]): FoundElement[] =>
  blocks.flatMap((block) => {
    const inside =
      block.type === 'actions'
        ? ((block.elements as Fields[] | undefined) ?? [])
        : [asFields(block.accessory), asFields(block.element)].filter((one) => one !== undefined);
    const blockId = String(block.block_id ?? '');
    return inside.map((element) => ({ element, blockId, blockType: String(block.type) }));
  });

const label = (element: Fields): string => String(asFields(element.text)?.text ?? '');

/**
 * The element that is meant: by action_id, by `block_id/action_id`, by a button's text, or by a pattern on action_id or
 * text. Blocks that the app did not name get another id with each update: then it is the element with this action_id and
 * this `value`, so what somebody saw a moment ago can still be used.
 */
export const findElement = (
  blocks: readonly Fields[],
  wanted: string | RegExp,
  value?: string,
): FoundElement => {
  const all = elementsOf(blocks);
  const matches = ({ element, blockId }: FoundElement): boolean => {
    const actionId = String(element.action_id ?? '');
    // An action_id is the only one of its name in its block, not in the message.
    if (wanted === `${blockId}/${actionId}`) return true;
    return [actionId, label(element)].some((name) =>
      typeof wanted === 'string' ? name === wanted : wanted.test(name),
    );
  };
  const isTheSame = ({ element }: FoundElement): boolean =>
    typeof wanted === 'string' && wanted.endsWith(`/${element.action_id}`) && element.value === value;
  const found = all.find(matches) ?? all.find(isTheSame);
  if (found) return found;
  if (value !== undefined)
    throw new Error('What you used is gone: the message was changed. Look at it again.');
  const there = all.map(({ element }) => label(element) || element.action_id).join(', ');
  throw new Error(`there is no ${wanted} to use here; there is: ${there || 'nothing'}`);
};

/** What a person picks or types: an option's value, an id, a date, a text, or several of them. */
export type Picked = string | readonly string[] | null;

const optionsOf = (element: Fields): Fields[] => {
  const groups = (element.option_groups as Fields[] | undefined) ?? [];
  const plain = (element.options as Fields[] | undefined) ?? [];
  return [...plain, ...groups.flatMap((group) => (group.options as Fields[] | undefined) ?? [])];
};

const option = (element: Fields, wanted: string): Fields => {
  const found = optionsOf(element).find((one) => one.value === wanted || label(one) === wanted);
  if (found)
    return {
      text: found.text,
      value: found.value,
      ...(found.description ? { description: found.description } : {}),
    };
  if (element.type === 'external_select' || element.type === 'multi_external_select') {
    return { text: { type: 'plain_text', text: wanted }, value: wanted };
  }
  throw new Error(`${wanted} is not among the options of ${element.action_id}`);
};

const SINGLE_FIELDS: Readonly<Record<string, string>> = {
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  plain_text_input: 'value',
  number_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
};
const MULTI_FIELDS: Readonly<Record<string, string>> = {
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
};
const OPTION_LISTS = new Set(['checkboxes', 'multi_static_select', 'multi_external_select']);

const many = (picked: Picked): string[] =>
  picked === null ? [] : typeof picked === 'string' ? [picked] : [...picked];

/** The state that an element has after this was picked, in the form of `view.state` and of actions. */
export const pickedValue = (element: Fields, picked: Picked): Fields => {
  const type = String(element.type);
  const single = SINGLE_FIELDS[type];
  if (single) return { type, [single]: picked === null ? null : many(picked).join('') };
  const multi = MULTI_FIELDS[type];
  if (multi) return { type, [multi]: many(picked) };
  if (OPTION_LISTS.has(type))
    return { type, selected_options: many(picked).map((one) => option(element, one)) };
  if (type === 'datetimepicker') return { type, selected_date_time: picked === null ? null : Number(picked) };
  if (type === 'button') return { type };
  return { type, selected_option: picked === null ? null : option(element, many(picked)[0] ?? '') };
};

const INITIAL_FIELDS = [
  ['initial_option', 'selected_option'],
  ['initial_options', 'selected_options'],
  ['initial_user', 'selected_user'],
  ['initial_users', 'selected_users'],
  ['initial_channel', 'selected_channel'],
  ['initial_channels', 'selected_channels'],
  ['initial_conversation', 'selected_conversation'],
  ['initial_conversations', 'selected_conversations'],
  ['initial_date', 'selected_date'],
  ['initial_time', 'selected_time'],
  ['initial_date_time', 'selected_date_time'],
  ['initial_value', 'value'],
] as const;

/** The state of an element that nobody touched: its initial value, or emptiness. */
export const initialValue = (element: Fields): Fields | undefined => {
  if (element.type === 'button' || element.type === 'overflow') return undefined;
  for (const [from, to] of INITIAL_FIELDS) {
    if (element[from] !== undefined) return { type: element.type, [to]: element[from] };
  }
  return pickedValue(element, null);
};

/** Whether a required input would still be refused by Slack's own form. */
export const isEmptyValue = (value: Fields): boolean =>
  Object.entries(value).every(
    ([name, one]) =>
      name === 'type' ||
      one === null ||
      one === undefined ||
      one === '' ||
      (Array.isArray(one) && one.length === 0),
  );
