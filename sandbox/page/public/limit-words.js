const number = (value) => value.toLocaleString('en-GB');

const between = (rule, of) => {
  if (rule.min !== undefined && rule.max !== undefined)
    return `${number(rule.min)} to ${number(rule.max)} ${of}`;
  if (rule.max !== undefined) return `up to ${number(rule.max)} ${of}`;
  if (rule.min !== undefined)
    return `at least ${number(rule.min)} ${rule.min === 1 ? of.replace(/s$/, '') : of}`;
  return '';
};

const joined = (...parts) => parts.filter(Boolean).join(', ');

/** Short lists of types are named; long ones are counted: the page shows each of them below. */
const types = (names) => (names.length <= 4 ? names.join(' or ') : `${names.length} types`);

const SHAPES = { picture: 'url on the web' };

const KINDS = {
  text: (rule) => joined(rule.of === 'any' ? 'plain_text or mrkdwn' : rule.of, between(rule, 'characters')),
  string: (rule) => joined(SHAPES[rule.like] ?? rule.like ?? 'string', between(rule, 'characters')),
  integer: (rule) => joined('number', between({ min: rule.min, max: rule.max }, '').trim()),
  boolean: () => 'true or false',
  choice: (rule) => rule.of.join(' or '),
  list: (rule) =>
    joined(between(rule, 'items') || 'list', `each ${limitWords({ ...rule.of, required: undefined })}`),
  object: (rule) => rule.of,
  element: (rule) => types(rule.of),
  anything: () => 'anything',
};

/**
 * One limit in words: `plain_text, up to 150 characters, required`.
 *
 * @param rule a field's rule as /api/limits gives it
 */
export const limitWords = (rule) => joined(KINDS[rule.is](rule), rule.required && 'required');
