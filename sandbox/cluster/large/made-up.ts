import { createHash } from 'node:crypto';

/** Hexadecimal digits that follow from a text: the same cluster comes out every time. */
export const hexOf = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/** A uid that follows from a text. */
export function uidOf(text: string): string {
  const hex = hexOf(text, 32);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-');
}

/** An RFC 3339 time so many milliseconds before `now`. */
export const before = (now: number, ms: number): string =>
  new Date(now - ms).toISOString().replace(/\.\d+Z$/, 'Z');

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The version of an application. */
export const versionOf = (name: string): string => `1.${Number.parseInt(hexOf(name, 2), 16)}.0`;

const SERVICES = [
  'api',
  'worker',
  'cache',
  'search',
  'cart',
  'checkout',
  'payment',
  'mail',
  'catalog',
  'session',
];
const TEAMS = ['shop', 'pay', 'search', 'data', 'ops', 'media', 'mobile', 'ads', 'core', 'lab'];

/** The namespace and the name of the nth application. */
export const applicationName = (index: number): { namespace: string; name: string } => ({
  namespace: `team-${TEAMS[index % TEAMS.length]}`,
  name: `${SERVICES[Math.floor(index / TEAMS.length) % SERVICES.length]}-${Math.floor(index / 100)}`,
});

/** `fields` as a managed entry of this manager. */
export const managed = (
  manager: string,
  apiVersion: string,
  time: string,
  fieldsV1: object,
  subresource?: string,
) => ({
  manager,
  operation: 'Update',
  apiVersion,
  time,
  fieldsType: 'FieldsV1',
  fieldsV1,
  ...(subresource ? { subresource } : {}),
});

/** `{ 'f:a': {}, 'f:b': {} }` for names. */
export const fieldsNamed = (...names: string[]): Record<string, object> =>
  Object.fromEntries(names.map((name) => [`f:${name}`, {}]));
