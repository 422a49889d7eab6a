/**
 * A text from outside as one line of at most `limit` characters (UTF-16 units): control characters and runs of blanks
 * become one blank, and what is cut is cut between characters, because half an emoji is no text.
 */
export function oneLine(text: string, limit: number): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (line.length <= limit) return line;
  const cut = line.slice(0, Math.max(0, limit - 1)).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}
