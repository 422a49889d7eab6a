import { HOUR, type Instant, MINUTE } from '../../../instant.ts';
import type { ZoneTimes } from '../zone-times.ts';
import type { Range } from './drawn-range.ts';

const DAY = 24 * HOUR;

/** Steps that people count in. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 365].map((days) => days * DAY),
];

export type Tick = { readonly at: Instant; readonly label: string };

/** Where moments stand on a line of `width` that begins at `left`. */
export type TimeScale = {
  readonly x: (at: Instant) => number;
  readonly ticks: readonly Tick[];
};

/** The smallest step that divides `span` into at most `most` parts. */
export function stepFor(span: number, most: number): number {
  return STEPS.find((step) => span / step <= most) ?? Math.ceil(span / most / DAY) * DAY;
}

/**
 * A scale for a range of minutes up to many days, with ticks at full steps of the team's clocks: `14:05`, or with the
 * day (`11-20 14:00`) when it reaches over more than one.
 */
export function createTimeScale(
  range: Range,
  {
    left,
    width,
    ticks: most,
    times,
  }: {
    readonly left: number;
    readonly width: number;
    /** At most so many steps. */
    readonly ticks: number;
    readonly times: ZoneTimes;
  },
): TimeScale {
  const span = range.to - range.from;
  const step = stepFor(span, most);
  const isOneDay = times.date(range.from) === times.date(range.to);
  const offset = times.offset(range.from);
  const first = Math.ceil((range.from + offset) / step) * step - offset;
  const ticks: Tick[] = [];
  for (let at = first; at <= range.to; at += step) {
    const clock = times.clock(at).slice(0, 5);
    ticks.push({ at, label: isOneDay ? clock : `${times.date(at).slice(5)} ${clock}` });
  }
  return {
    x(at) {
      const share = (Math.min(Math.max(at, range.from), range.to) - range.from) / span;
      return left + share * width;
    },
    ticks,
  };
}
