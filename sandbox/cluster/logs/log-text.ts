import type { LogOptions } from './log-options.ts';
import type { LogLine } from './log-store.ts';

/** The text of these lines, cut as the query says: by time, then to the last lines, then to so many bytes. */
export function logText(lines: readonly LogLine[], options: LogOptions): string {
  const { since, tailLines, limitBytes, timestamps } = options;
  const recent = since === undefined ? lines : lines.filter((line) => Date.parse(line.at) >= since);
  const tail = tailLines === undefined ? recent : recent.slice(Math.max(0, recent.length - tailLines));
  const text = tail.map((line) => `${timestamps ? `${line.at} ` : ''}${line.text}\n`).join('');
  if (limitBytes === undefined) return text;
  return Buffer.from(text).subarray(0, limitBytes).toString();
}
