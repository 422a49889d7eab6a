import type { Fields } from '../model.ts';

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** What has to be the same: the words and the value, not how the app happened to write them down. */
const meaningOf = (option: unknown): string => {
  if (!isObject(option)) return '';
  const words = (text: unknown): unknown => (isObject(text) ? [text.type, text.text] : undefined);
  return JSON.stringify([option.value, words(option.text), words(option.description)]);
};

/**
 * What is chosen from the start has to be one of the options, exactly (docs.slack.dev, `initial_option` and
 * `initial_options` of menus, checkboxes and radio buttons). Options that the app is asked for later can't be compared.
 */
export const checkInitialOptions = (
  element: Fields,
  pointer: string,
  complain: (pointer: string, complaint: string) => undefined,
): undefined => {
  const groups = listOf(element.option_groups).flatMap((group) =>
    isObject(group) ? listOf(group.options) : [],
  );
  const offered = new Set([...listOf(element.options), ...groups].map(meaningOf));
  if (offered.size === 0) return;
  const { initial_option: one, initial_options: many } = element;
  if (one !== undefined && !offered.has(meaningOf(one)))
    complain(`${pointer}/initial_option`, 'must be one of the options');
  for (const [index, option] of listOf(many).entries()) {
    if (!offered.has(meaningOf(option)))
      complain(`${pointer}/initial_options/${index}`, 'must be one of the options');
  }
};
