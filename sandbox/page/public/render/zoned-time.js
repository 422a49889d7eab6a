const MINUTE = 60_000;

const wall = (at, timeZone) => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type) => parts.find((one) => one.type === type)?.value;
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
};

/** Seconds since 1970 as a clock on the wall of that zone shows them: `2026-11-20T14:05`. */
export const wallTime = (seconds, timeZone) => wall(seconds * 1000, timeZone);

/** The seconds at which that clock shows this. In the hour that is skipped in spring, the next one. */
export const secondsAt = (shown, timeZone) => {
  const asUtc = Date.parse(`${shown}Z`);
  const offset = (at) => Math.round((Date.parse(`${wall(at, timeZone)}Z`) - at) / MINUTE) * MINUTE;
  const first = asUtc - offset(asUtc);
  return Math.floor((asUtc - offset(first)) / 1000);
};
