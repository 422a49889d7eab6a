import { HOUR, MINUTE } from '../instant.ts';

/** A day may have 25 hours where clocks are set back. */
const DAY = 25 * HOUR;

const named: Readonly<Record<string, number>> = { '@hourly': HOUR, '@daily': DAY, '@midnight': DAY };

/**
 * The longest time, in milliseconds, between two runs of a schedule that runs every day; null for any other, and for
 * what is not understood. It holds in every time zone. In: a CronJob's schedule
 * (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax).
 */
export function longestPause(schedule: string): number | null {
  const words = schedule.trim().replace(/^(?:CRON_)?TZ=\S+\s+/, '');
  if (Object.hasOwn(named, words)) return named[words] ?? null;
  const [minute = '', hour = '', ...days] = words.split(/\s+/);
  if (days.length !== 3 || !days.every(isAny)) return null;
  if (![minute, hour].every((field) => /^[\d*?/,-]+$/.test(field))) return null;
  if (!isAny(hour)) return DAY;
  if (isAny(minute)) return MINUTE;
  const step = /^\*\/(\d+)$/.exec(minute)?.[1];
  return step === undefined ? HOUR : Math.min(60, Math.max(1, Number(step))) * MINUTE;
}

function isAny(field: string): boolean {
  return field === '*' || field === '?';
}
