/** When the card was last drawn says nothing about the incident. */
const CLOCK = /\bas of\b/;

/**
 * What an edit in place shows that was not there before: a card of thirty lines of which one changed is one line for
 * who watches. Without a line of its own, an edit only took something away.
 */
export function newLines(before: string, after: string): string[] {
  const known = new Set(before.split('\n'));
  return after.split('\n').filter((line) => line.trim() !== '' && !known.has(line) && !CLOCK.test(line));
}
