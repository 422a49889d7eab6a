import type { Instant } from '../instant.ts';
import { utcParts } from '../utc-text.ts';
import { folded } from '../wording/cluster/folded.ts';

/** The lines of one container, in the order in which they were written. `at` null: a line without a time of its own. */
export type PodLog = {
  readonly pod: string;
  readonly lines: readonly { readonly at: Instant | null; readonly text: string }[];
};

/** One line of several logs, with where it came from. */
export type MergedLine = { readonly pod: string; readonly at: Instant | null; readonly text: string };

/**
 * Lines of several logs by time. Each log keeps its own order, and a line without a time stays behind the one before
 * it: that is how a stack trace is written. `grep` keeps lines that contain it, whatever the case.
 */
export function mergedLogs(logs: readonly PodLog[], grep: string | null): readonly MergedLine[] {
  const wanted = grep?.toLowerCase() ?? null;
  const all = logs.flatMap(({ pod, lines }) => {
    let last = Number.NEGATIVE_INFINITY;
    return lines.map(({ at, text }) => {
      // Clocks within one log may step back; its own order wins.
      last = Math.max(last, at ?? last);
      return { pod, at, text, by: last };
    });
  });
  return (
    all
      // Sorting is stable; two lines before any time are infinitely early, and their difference is no number.
      .sort((a, b) => (a.by === b.by ? 0 : a.by - b.by))
      .filter(({ text }) => wanted === null || text.toLowerCase().includes(wanted))
      .map(({ pod, at, text }) => ({ pod, at, text }))
  );
}

/** A time of its own at the beginning of a line; its date, where it has one, is the first group. */
const OWN_TIME = /^\W{0,3}(\d{4}[-/]\d{2}[-/]\d{2}[T ])?\d{2}:\d{2}:\d{2}/;

/**
 * Log lines as text. In front of each its time in UTC, unless it begins with one of its own, and the pod where there
 * are several (`names` has their short names). What is not of the day of `now` has its date.
 */
export function mergedLogText(
  lines: readonly MergedLine[],
  names: ReadonlyMap<string, string>,
  now: Instant,
): string {
  const today = utcParts(now).date;
  return lines
    .map(({ pod, at, text }) => {
      const name = names.size > 1 ? `${names.get(pod) ?? pod} ` : '';
      return `${at === null ? '' : timeBefore(text, at, today)}${name}${folded(text)}`;
    })
    .join('\n');
}

/** `03:07:05 `, on another day `03-13 23:59:58 `; only the date before a line that has its own time of the day. */
function timeBefore(text: string, at: Instant, today: string): string {
  const own = OWN_TIME.exec(text);
  if (own?.[1] !== undefined) return '';
  const { date, time } = utcParts(at);
  return `${date === today ? '' : `${date.slice(5)} `}${own === null ? `${time} ` : ''}`;
}
