const rfc3339 = /\b(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z/g;

/**
 * The same value with every RFC 3339 timestamp in it moved by so many whole seconds; fractions of a second are
 * kept. The kubelet's "never" (1970-01-01, a start that failed) stays what it is.
 */
export function shiftTimes<T>(value: T, seconds: number): T {
  return shifted(value, seconds) as T;
}

function shifted(value: unknown, seconds: number): unknown {
  if (typeof value === 'string') return shiftedText(value, seconds);
  if (Array.isArray(value)) return value.map((item) => shifted(item, seconds));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shifted(item, seconds)]));
}

function shiftedText(text: string, seconds: number): string {
  return text.replace(rfc3339, (moment, whole: string, fraction: string | undefined) => {
    if (whole.startsWith('1970-')) return moment;
    const then = new Date(Date.parse(`${whole}Z`) + seconds * 1000).toISOString().slice(0, 19);
    return `${then}${fraction ?? ''}Z`;
  });
}
