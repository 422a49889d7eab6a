/** `a`, `a and b`, `a, b and c`, `a, b and 7 more`: names in a sentence, at most `shown` of them. */
export function listed(words: readonly string[], shown = 3): string {
  const all = words.length <= shown;
  const parts = all ? words.slice(0, -1) : words.slice(0, shown);
  const last = all ? words.at(-1) : `${words.length - shown} more`;
  return parts.length === 0 ? (last ?? '') : `${parts.join(', ')} and ${last}`;
}
