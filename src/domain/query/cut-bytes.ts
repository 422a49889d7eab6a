/** How many bytes a text has in UTF-8. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Each half of a surrogate pair counts as two of the pair's four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}

/** The first or the last whole lines of a text that fit into so many bytes; a single line that is longer is cut. */
export function cutBytes(text: string, most: number, keep: 'first' | 'last'): string {
  const lines = text.split('\n');
  const chosen: string[] = [];
  let room = most;
  for (const line of keep === 'first' ? lines : lines.toReversed()) {
    const size = byteLength(line) + 1;
    if (size > room) break;
    room -= size;
    chosen.push(line);
  }
  if (chosen.length > 0) return (keep === 'first' ? chosen : chosen.toReversed()).join('\n');
  // Three bytes at most for each unit of text, so this fits whatever it is.
  const units = Math.floor(most / 3);
  return (keep === 'first' ? text.slice(0, units) : text.slice(-units)).toWellFormed();
}
