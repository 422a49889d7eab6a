/** Colour and cursor codes of terminals, as log lines carry them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;

/** Control characters except tab and newline. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Marks that turn the direction of what follows: a name could be shown backwards. Source: Unicode UAX 9. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Characters without width, which hide in a name so that it only looks like another one. */
const INVISIBLE =
  /\u034f|[\u00ad\u115f\u1160\u180e\u200b\u200c\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]|\u17b4|\u17b5|\u200d/gu;

const SPOILED = '\ufffd';

/**
 * Text of unknown origin as it may be shown: terminal codes and characters without width dropped, other control
 * characters and marks that turn the direction replaced by a visible mark, halves of characters repaired, every kind
 * of line break one newline. Takes no secrets out.
 */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(ANSI, '')
    .replace(INVISIBLE, '')
    .replace(CONTROL, SPOILED)
    .replace(BIDI, SPOILED);
}
