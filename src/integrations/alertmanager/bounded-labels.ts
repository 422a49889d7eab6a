import type { Labels } from '../../domain/alert.ts';

/** More than anybody writes, and little enough that ten thousand alerts fit into memory. */
export const LIMITS = { entries: 64, name: 256, value: 4_000 } as const;

/** What stands at the end of a text that was cut. */
export const CUT_MARK = '… [cut]';

/** The label under which it says how many were left out. */
export const LEFT_OUT = 'keyturn_left_out';

/** Labels that routing and correlation live by are kept whatever else is left out. */
const KEPT = new Set([
  'alertname',
  'severity',
  'cluster',
  'namespace',
  'summary',
  'runbook_url',
  'dashboard_url',
]);

/**
 * Labels or annotations from the outside: any names and any text, also NUL and `__proto__`, but not without bounds.
 * What is cut says so at its end; how many were left out is an entry of its own. Numbers and booleans become text,
 * null is absent. Null when it is no object of such values.
 */
export function boundedLabels(input: unknown): Labels | null {
  if (input === undefined || input === null) return {};
  if (typeof input !== 'object' || Array.isArray(input)) return null;
  if (isBounded(input)) return input;
  const entries: [string, string][] = [];
  for (const [name, value] of Object.entries(input)) {
    if (value === null) continue;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
    entries.push([cut(name, LIMITS.name), cut(String(value), LIMITS.value)]);
  }
  return Object.fromEntries(entries.length <= LIMITS.entries ? entries : fewer(entries));
}

/** Nearly everything that is ever sent: then there is nothing to copy. */
function isBounded(input: object): input is Labels {
  let entries = 0;
  // Made by JSON.parse, so there is nothing to inherit.
  for (const [name, value] of Object.entries(input)) {
    if (typeof value !== 'string' || value.length > LIMITS.value || name.length > LIMITS.name) return false;
    entries += 1;
  }
  return entries <= LIMITS.entries;
}

function fewer(entries: readonly [string, string][]): [string, string][] {
  const important = entries.filter(([name]) => KEPT.has(name));
  const others = entries.filter(([name]) => !KEPT.has(name));
  const kept = [...important, ...others.slice(0, LIMITS.entries - important.length)];
  return [...kept, [LEFT_OUT, String(entries.length - kept.length)]];
}

/** Between characters: half an emoji is no text. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - CUT_MARK.length).replace(/[\uD800-\uDBFF]$/, '')}${CUT_MARK}`;
}
