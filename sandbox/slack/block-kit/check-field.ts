import type { Fields } from '../model.ts';
import { TOTALS } from './block-limits.ts';
import type { FieldRule, Rule, StringShape } from './block-rules.ts';
import { checkInitialOptions } from './check-initial-options.ts';
import { ELEMENT_LIMITS } from './element-limits.ts';
import { OBJECT_LIMITS, TEXT_LIMITS } from './object-limits.ts';

/** Collects what is wrong, in Slack's words and with the JSON pointer to it. */
export type Complain = (pointer: string, complaint: string) => undefined;

type Check<K extends FieldRule['is']> = (
  rule: Extract<FieldRule, { is: K }>,
  value: unknown,
  pointer: string,
  complain: Complain,
) => undefined;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isUrl = (value: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(value) && URL.canParse(value);

/** Slack fetches a picture when it is posted, and reaches only what is on the web. */
const isOnTheWeb = (value: string): boolean => {
  const { protocol, hostname } = new URL(value);
  return /^https?:$/.test(protocol) && !/^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname);
};

/** What Slack says of a string that does not have the shape; undefined when it has. */
const SHAPES: Readonly<Record<StringShape, (value: string) => string | undefined>> = {
  date: (value) =>
    /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
      ? undefined
      : 'must be a valid date',
  time: (value) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : 'must be a valid time'),
  url: (value) => (isUrl(value) ? undefined : 'must be a valid url'),
  picture: (value) => {
    if (!isUrl(value)) return 'must be a valid url';
    return isOnTheWeb(value) ? undefined : 'downloading image failed';
  },
};

const length = (value: string, min: number, max: number, pointer: string, complain: Complain): undefined => {
  if (value.length < min) complain(pointer, `must be more than ${min - 1} characters`);
  if (value.length > max) complain(pointer, `must be less than ${max + 1} characters`);
};

const text: Check<'text'> = (rule, value, pointer, complain) => {
  if (!isObject(value)) return complain(pointer, 'must provide an object');
  const allowed = rule.of === 'any' ? ['plain_text', 'mrkdwn'] : [rule.of];
  if (typeof value.type !== 'string') return complain(pointer, 'missing required field: type');
  if (!allowed.includes(value.type)) return complain(`${pointer}/type`, `unsupported type: ${value.type}`);
  const shape = TEXT_LIMITS[value.type];
  if (!shape) return;
  // The place decides how long the text may be, not the kind of text.
  const fields = { ...shape.fields, text: { is: 'string', min: 1, max: rule.max, required: true } } as const;
  checkRule({ fields: without(fields, 'style') }, value, pointer, complain);
  // A label of blanks is none. Inside a rich text a lone line break is a text like any other.
  if (typeof value.text === 'string' && value.text !== '' && value.text.trim() === '') {
    complain(`${pointer}/text`, 'must be more than 0 characters');
  }
};

const without = (fields: Rule['fields'], name: string): Rule['fields'] => {
  const { [name]: _gone, ...rest } = fields;
  return rest;
};

const string: Check<'string'> = (rule, value, pointer, complain) => {
  if (typeof value !== 'string') return complain(pointer, 'must be a valid string');
  length(value, rule.min ?? 0, rule.max ?? Number.POSITIVE_INFINITY, pointer, complain);
  const misshapen = rule.like && SHAPES[rule.like](value);
  if (misshapen) complain(pointer, misshapen);
};

const integer: Check<'integer'> = (rule, value, pointer, complain) => {
  if (typeof value !== 'number' || !Number.isInteger(value))
    return complain(pointer, 'must be a valid integer');
  if (value < (rule.min ?? value)) complain(pointer, `must be greater than or equal to ${rule.min}`);
  if (value > (rule.max ?? value)) complain(pointer, `must be less than or equal to ${rule.max}`);
};

const list: Check<'list'> = (rule, value, pointer, complain) => {
  if (!Array.isArray(value)) return complain(pointer, 'must provide an array');
  if (value.length < (rule.min ?? 0)) complain(pointer, `no less than ${rule.min} items allowed`);
  if (value.length > (rule.max ?? value.length))
    return complain(pointer, `no more than ${rule.max} items allowed`);
  for (const [index, item] of value.entries()) checkField(rule.of, item, `${pointer}/${index}`, complain);
};

const object: Check<'object'> = (rule, value, pointer, complain) => {
  if (!isObject(value)) return complain(pointer, 'must provide an object');
  const shape = OBJECT_LIMITS[rule.of];
  if (shape) checkRule(shape, value, pointer, complain);
};

const element: Check<'element'> = (rule, value, pointer, complain) => {
  if (!isObject(value)) return complain(pointer, 'must provide an object');
  const type = value.type;
  if (typeof type !== 'string') return complain(pointer, 'missing required field: type');
  const shape = ELEMENT_LIMITS[type] ?? TEXT_LIMITS[type];
  if (!shape || !rule.of.includes(type)) return complain(pointer, `unsupported type: ${type}`);
  const ids = { action_id: { is: 'string', min: 1, max: TOTALS.actionId } } as const;
  checkRule(
    shape.interactive ? { ...shape, fields: { ...shape.fields, ...ids } } : shape,
    value,
    pointer,
    complain,
  );
  checkInitialOptions(value, pointer, complain);
};

/** Checks one value against its rule. */
export const checkField = (
  rule: FieldRule,
  value: unknown,
  pointer: string,
  complain: Complain,
): undefined => {
  switch (rule.is) {
    case 'text':
      return text(rule, value, pointer, complain);
    case 'string':
      return string(rule, value, pointer, complain);
    case 'integer':
      return integer(rule, value, pointer, complain);
    case 'list':
      return list(rule, value, pointer, complain);
    case 'object':
      return object(rule, value, pointer, complain);
    case 'element':
      return element(rule, value, pointer, complain);
    case 'boolean':
      if (typeof value !== 'boolean') complain(pointer, 'must be a valid boolean');
      return;
    case 'choice':
      if (!rule.of.includes(value as string))
        complain(pointer, `value must be one of: ${rule.of.join(', ')}`);
      return;
    default:
  }
};

/** Checks a thing's fields: the required ones are there, no others are, each is right. */
export const checkRule = (rule: Rule, value: Fields, pointer: string, complain: Complain): undefined => {
  for (const [name, field] of Object.entries(rule.fields)) {
    const given = value[name];
    if (given !== undefined) checkField(field, given, `${pointer}/${name}`, complain);
    else if (field.required) complain(pointer, `missing required field: ${name}`);
  }
  for (const name of Object.keys(value)) {
    const known = name === 'type' || name in rule.fields;
    if (!known) complain(pointer, `invalid additional property: ${name}`);
  }
  for (const group of rule.oneOf ?? []) {
    const none = group.every((name) => value[name] === undefined);
    if (none) complain(pointer, `must define either ${group.map((name) => `\`${name}\``).join(' or ')}`);
  }
  const both = rule.notBoth?.every((name) => value[name] !== undefined) ?? false;
  if (both) complain(pointer, `must not define both ${rule.notBoth?.join(' and ')}`);
};
