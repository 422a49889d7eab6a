const numbers = new Intl.NumberFormat('en-US');

/** A count for people: `1,234`. */
export function countWords(count: number): string {
  return numbers.format(count);
}

/**
 * The size of anything as Slack receives it, in characters of JSON. Slack measures the sum over all blocks in a way it
 * does not document; counting the containers too stays on the safe side of it.
 */
export function jsonSize(value: unknown): number {
  return JSON.stringify(value).length;
}

/** At most `max` characters of a text; what is too long is cut with a count of what was left out. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const note = (left: number) => `… (${countWords(left)} more characters)`;
  const room = max - note(text.length).length;
  if (room < 1) return '…'.slice(0, max);
  const kept = wholeCharacters(text, room);
  return kept + note(text.length - kept.length);
}

/** At most `max` characters, without a count: for labels, where there is no room for one. */
export function clipText(text: string, max: number): string {
  return text.length <= max ? text : `${wholeCharacters(text, Math.max(0, max - 1))}…`;
}

/** How many leading characters of a text take at most `size` characters of JSON. */
export function fittingLength(text: string, size: number): number {
  let used = 0;
  for (let i = 0; i < text.length; i++) {
    used += jsonSize(text[i]) - 2;
    if (used > size) return i;
  }
  return text.length;
}

function wholeCharacters(text: string, max: number): string {
  return text.slice(0, max).replace(/[\ud800-\udbff]$/, '');
}
