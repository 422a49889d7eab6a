import { z } from 'zod';

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const FORM = /^(?:\d+(?:ms|s|m|h|d|w))+$/;

/** A time span as Prometheus writes it (`90s`, `30m`, `4h10m`), to milliseconds. More than zero. */
export const Duration = z
  .string({ error: 'expected a time span with its unit, such as 90s, 30m or 4h10m' })
  .trim()
  .regex(FORM, { error: 'expected a time span with its unit, such as 90s, 30m or 4h10m' })
  .transform((text) => {
    let sum = 0;
    for (const [, count, unit] of text.matchAll(/(\d+)(ms|s|m|h|d|w)/g)) {
      sum += Number(count) * (UNITS[unit ?? ''] ?? 0);
    }
    return sum;
  })
  .refine((span) => span > 0 && span <= 366 * 86_400_000, {
    error: 'expected more than nothing and at most a year',
  })
  .meta({ title: 'time span' });
