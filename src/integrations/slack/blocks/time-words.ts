import type { Instant } from '../../../domain/instant.ts';

type Style = 'time' | 'date-time';

const formats: Readonly<Record<Style, string>> = {
  time: '{time}',
  'date-time': '{date_short_pretty}, {time}',
};

const LAST = 8.64e15;

/** A moment as Slack's date formatting wants it, or null when it is no moment at all. */
export function slackDate(
  at: Instant,
  style: Style,
): { readonly timestamp: number; readonly format: string; readonly fallback: string } | null {
  if (!Number.isFinite(at) || at < 0 || at > LAST) return null;
  return { timestamp: Math.floor(at / 1000), format: formats[style], fallback: utcWords(at, style) };
}

/** `14:05 UTC` or `2026-11-20 14:05 UTC`: for places that can't know the reader's zone, such as a locked phone. */
export function utcWords(at: Instant, style: Style): string {
  if (!Number.isFinite(at) || Math.abs(at) > LAST) return 'unknown time';
  const iso = new Date(at).toISOString();
  const [date = '', time = ''] = iso.split('T');
  return style === 'time' ? `${time.slice(0, 5)} UTC` : `${date} ${time.slice(0, 5)} UTC`;
}
