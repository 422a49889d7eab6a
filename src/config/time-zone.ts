import { z } from 'zod';

/** An IANA time zone that this Node knows. */
export const TimeZone = z
  .string()
  .refine(isTimeZone, { error: 'expected a time zone, such as Europe/Berlin' })
  .meta({ title: 'time zone' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
