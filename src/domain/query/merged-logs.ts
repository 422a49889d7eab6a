import { type Instant, MINUTE, SECOND } from '../instant.ts';
import { wallTimeAt } from '../local-time.ts';
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

/**
 * Log lines as text: the time of day in UTC where the line does not begin with a time of its own, and in front the pod
 * where there are several.
 */
export function logText(
  lines: readonly MergedLine[],
  names: ReadonlyMap<string, string>,
  now: Instant,
): string {
  return lines
    .map(({ pod, at, text }) => {
      const name = names.size > 1 ? `${names.get(pod) ?? pod} ` : '';
      const time = at === null || beginsWithTime(text) ? '' : `${clockOf(at, now)} `;
      return `${time}${name}${folded(text)}`;
    })
    .join('\n');
}

function beginsWithTime(text: string): boolean {
  return /^\W{0,3}(?:\d{4}[-/]\d{2}[-/]\d{2}[T ])?\d{2}:\d{2}:\d{2}/.test(text);
}

/** `03:07:05`, on another day than now `03-13 23:59:58`. */
function clockOf(at: Instant, now: Instant): string {
  const { hour, minute, day, month } = wallTimeAt(at, 'UTC');
  const today = wallTimeAt(now, 'UTC');
  const date = today.day === day && today.month === month ? '' : `${two(month)}-${two(day)} `;
  const second = Math.floor((((at % MINUTE) + MINUTE) % MINUTE) / SECOND);
  return `${date}${[hour, minute, second].map(two).join(':')}`;
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
