/**
 * At most `max` characters of `text` on one line: white space is folded, and a cut is shown by an ellipsis.
 * Never cuts a surrogate pair in two.
 */
export function clip(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= max) return line;
  const cut = line.slice(0, Math.max(0, max - 1)).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}…`;
}
