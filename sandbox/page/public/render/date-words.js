const DAY = 86_400_000;
const HALF_A_YEAR = 183 * DAY;

const part = (at, timeZone, options) => new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(at);

const ordinal = (day) => {
  const teens = day % 100 >= 11 && day % 100 <= 13;
  const ending = teens ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[day % 10] ?? 'th');
  return `${day}${ending}`;
};

const calendarDay = (at, timeZone) => {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);
  return Date.parse(parts) / DAY;
};

/** Slack leaves the year away from a date that is near. */
const yearOf = (at, viewer) =>
  Math.abs(at - viewer.now) < HALF_A_YEAR ? '' : `, ${part(at, viewer.timeZone, { year: 'numeric' })}`;

const near = (at, viewer) => {
  const days = calendarDay(at, viewer.timeZone) - calendarDay(viewer.now, viewer.timeZone);
  return { '-1': 'Yesterday', 0: 'Today', 1: 'Tomorrow' }[days];
};

const short = (at, viewer) => {
  const month = part(at, viewer.timeZone, { month: 'short' }).slice(0, 3);
  return `${month} ${part(at, viewer.timeZone, { day: 'numeric' })}${yearOf(at, viewer)}`;
};

const middle = (at, viewer) => {
  const day = Number(part(at, viewer.timeZone, { day: 'numeric' }));
  return `${part(at, viewer.timeZone, { month: 'long' })} ${ordinal(day)}${yearOf(at, viewer)}`;
};

const long = (at, viewer) => `${part(at, viewer.timeZone, { weekday: 'long' })}, ${middle(at, viewer)}`;

const two = { month: '2-digit', day: '2-digit', year: 'numeric' };

const numbers = (at, viewer, order, between) => {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: viewer.timeZone, ...two }).formatToParts(at);
  return order.map((type) => parts.find((one) => one.type === type)?.value ?? '').join(between);
};

const clock = (at, viewer, seconds) =>
  part(at, viewer.timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
    hourCycle: 'h23',
  });

const STEPS = [
  ['day', DAY],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

const ago = (at, viewer) => {
  const [unit, size] = STEPS.find(([, one]) => Math.abs(at - viewer.now) >= one) ?? ['second', 1000];
  return new Intl.RelativeTimeFormat('en').format(Math.trunc((at - viewer.now) / size), unit);
};

const pretty = (words) => (at, viewer) => near(at, viewer) ?? words(at, viewer);

/** Source: docs.slack.dev, "Formatting message text", date formatting. */
const TOKENS = {
  date_num: (at, viewer) => numbers(at, viewer, ['year', 'month', 'day'], '-'),
  date_slash: (at, viewer) => numbers(at, viewer, ['month', 'day', 'year'], '/'),
  date: middle,
  date_pretty: pretty(middle),
  date_short: short,
  date_short_pretty: pretty(short),
  date_long: long,
  date_long_full: long,
  date_long_pretty: pretty(long),
  day_divider_pretty: pretty(long),
  time: (at, viewer) => clock(at, viewer, false),
  time_secs: (at, viewer) => clock(at, viewer, true),
  ago,
};

/**
 * A moment in Slack's format, as somebody in that zone reads it.
 *
 * @param {number} timestamp seconds since 1970
 * @param {string} format words with tokens: `{date_short_pretty}, {time}`
 * @param {{ timeZone: string, now: number }} viewer `now` in milliseconds
 * @returns {string | undefined} nothing for a moment that is none: then the fallback is shown
 */
export const dateWords = (timestamp, format, viewer) => {
  const at = timestamp * 1000;
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) return undefined;
  const words = format.replace(/\{([a-z_]+)\}/g, (whole, name) =>
    Object.hasOwn(TOKENS, name) ? TOKENS[name](at, viewer) : whole,
  );
  // Slack writes "Today" only where the sentence begins.
  return words.replace(/(?<=\S\s)(Today|Yesterday|Tomorrow)/g, (word) => word.toLowerCase());
};
