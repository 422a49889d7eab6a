import { harmless } from '../../../domain/harmless.ts';
import { redact } from '../../../domain/redaction/redact.ts';

/** Text of unknown origin as it may be shown: made harmless, and secrets taken out. Keeps lines. */
export function plainText(text: string): string {
  return redact(harmless(text));
}

/** The same on one line: a line break inside a label must not forge a line of ours. */
export function plainLine(text: string): string {
  return plainText(text).replace(/[\n\t]+/g, ' ');
}
