const QUOTE = 34;
const BACKSLASH = 92;

/** `{` and `}`. */
export const OBJECT = { open: 123, close: 125 } as const;
/** `[` and `]`. */
export const ARRAY = { open: 91, close: 93 } as const;

/**
 * Finds where an object or an array of JSON ends. In: all bytes, and the place behind its opening brace or bracket.
 * Out: the place of the closing one; -1 when it is not there.
 */
export function spanEnd(
  bytes: Uint8Array,
  from: number,
  { open, close }: { readonly open: number; readonly close: number },
): number {
  let depth = 1;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at++;
      while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
    } else if (byte === open) depth++;
    else if (byte === close && --depth === 0) return at;
  }
  return -1;
}
