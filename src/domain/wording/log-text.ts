import type { Instant } from '../instant.ts';
import { utcText } from '../utc-text.ts';

/** Lines of a log as text, each with its time where it has one. */
export function logText(lines: readonly { readonly at: Instant | null; readonly text: string }[]): string {
  return lines.map(({ at, text }) => (at === null ? text : `${utcText(at)} ${text}`)).join('\n');
}
