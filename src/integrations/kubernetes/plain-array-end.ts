import { ARRAY, spanEnd } from './span-end.ts';

const [BRACE, COMMA, QUOTE] = [125, 44, 34];

/**
 * Finds where an array of JSON ends in which there mostly are no others. In: all bytes, and the place behind its opening
 * bracket. Out: the place of the closing one; -1 when it is not there.
 *
 * The first bracket is looked for at memory speed. It may stand within a text; it does not when the name of a member
 * begins behind it, since behind the quote that ends a text there is never a letter.
 */
export function plainArrayEnd(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(ARRAY.close, from);
  if (at < 0) return -1;
  const inner = bytes.indexOf(ARRAY.open, from);
  if (inner >= 0 && inner < at) return spanEnd(bytes, from, ARRAY);
  const comma = bytes[at + 1] === BRACE ? at + 2 : at + 1;
  const isEnd = bytes[comma] === COMMA && bytes[comma + 1] === QUOTE && isSmallLetter(bytes[comma + 2]);
  return isEnd ? at : spanEnd(bytes, from, ARRAY);
}

function isSmallLetter(byte = 0): boolean {
  return byte >= 97 && byte <= 122;
}
