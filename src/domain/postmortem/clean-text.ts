import { harmless } from '../harmless.ts';
import { redact } from '../redaction/redact.ts';

/** Longer texts hardly ever come twice; what is remembered of them would only take memory. */
const REMEMBERED = 500;

/** A text as a draft may hold it: harmless characters, no secrets. */
export type CleanText = (text: string) => string;

/**
 * A cleaner for one draft. The same labels, ids and sentences come thousands of times in a log, so short ones are
 * remembered. In: any text. Out: the same text without what could do harm; clean text stays as it is.
 */
export function createCleanText(): CleanText {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const clean = redact(harmless(text));
    if (text.length <= REMEMBERED) known.set(text, clean);
    return clean;
  };
}
