const VARIATION = 0xfe0f;
const isSkinTone = (point) => point >= 0x1f3fb && point <= 0x1f3ff;
const wantsVariation = (point) => {
  const character = String.fromCodePoint(point);
  return /\p{Emoji}/u.test(character) && !/\p{Emoji_Presentation}/u.test(character);
};

/** `2611` or `1F468-200D-1F4BB` as the characters themselves, asked to be shown in colour. */
const characters = (hexcode) => {
  const points = hexcode.split('-').map((part) => Number.parseInt(part, 16));
  return points
    .map((point, index) => {
      const next = points[index + 1];
      const plain = next === VARIATION || (next !== undefined && isSkinTone(next)) || !wantsVariation(point);
      return String.fromCodePoint(point) + (plain ? '' : String.fromCodePoint(VARIATION));
    })
    .join('');
};

/**
 * Slack's emoji names with their characters.
 *
 * @param {Record<string, string | string[]>} shortcodes emojibase-data's `en/shortcodes/iamcal.json`: names by hexcode
 * @returns {Map<string, string>} characters by name
 */
export const emojiTable = (shortcodes) => {
  const table = new Map();
  for (const [hexcode, names] of Object.entries(shortcodes)) {
    for (const name of [names].flat()) table.set(name, characters(hexcode));
  }
  return table;
};

/** The skin tones 2 to 6 of `:wave::skin-tone-3:`. */
export const skinTone = (number) =>
  number >= 2 && number <= 6 ? String.fromCodePoint(0x1f3fb + number - 2) : '';

/** Fetches the names that the page's server offers from the package. Without them names stay names. */
export const loadEmoji = async () => {
  const answer = await fetch('/vendor/emojibase-data/en/shortcodes/iamcal.json');
  return answer.ok ? emojiTable(await answer.json()) : new Map();
};
