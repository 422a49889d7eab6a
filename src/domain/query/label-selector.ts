import { oneLine } from '../one-line.ts';
import { ok, type Result, refuse } from '../result.ts';
import { isObjectName } from './kubernetes-name.ts';

const EXAMPLE = '/incident get pods -l app=checkout,tier!=cache';

/** A part after the slash of a key, or a value: letters, digits, `-`, `_` and `.`, at most 63. */
const WORD = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;

/** More requirements or values than this is no question of a person. */
const MOST = 50;

/**
 * A label selector as typed, parsed and made again in the API's own syntax: `a=b`, `a==b`, `a!=b`, `a in (b,c)`,
 * `a notin (b)`, `a`, `!a`, separated by commas. Nothing but parsed keys and values gets through. Refused: anything
 * else, with the part that makes no sense
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/).
 */
export function readLabelSelector(text: string): Result<string> {
  const parts = splitOutsideBraces(text);
  if (parts.length > MOST) return invalid(`${text.slice(0, 40)}…`, 'has too many parts');
  const made: string[] = [];
  for (const part of parts) {
    const requirement = readRequirement(part.trim());
    if (requirement === null) return invalid(part.trim(), 'is no label selector');
    made.push(requirement);
  }
  return ok(made.join(','));
}

function invalid(part: string, why: string): Result<string> {
  return refuse({ kind: 'invalid', what: `“${oneLine(part, 60)}” ${why}.`, example: EXAMPLE });
}

/** Commas in `(a,b)` separate values, all others requirements. */
function splitOutsideBraces(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (text[at] !== ',' || depth > 0) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  parts.push(text.slice(start));
  return parts;
}

function readRequirement(part: string): string | null {
  const set = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/i.exec(part);
  if (set) return readSet(set[1] ?? '', (set[2] ?? '').toLowerCase(), set[3] ?? '');
  const equality = /^([^\s=!]+)\s*(==|=|!=)\s*(\S*)$/.exec(part);
  if (equality) {
    const [, key = '', operator = '', value = ''] = equality;
    return isKey(key) && isValue(value) ? `${key}${operator === '!=' ? '!=' : '='}${value}` : null;
  }
  const absent = /^!\s*(\S+)$/.exec(part)?.[1];
  if (absent !== undefined) return isKey(absent) ? `!${absent}` : null;
  return isKey(part) ? part : null;
}

function readSet(key: string, operator: string, list: string): string | null {
  const values = list.split(',').map((value) => value.trim());
  if (!isKey(key) || values.length > MOST || !values.every((value) => value !== '' && isValue(value)))
    return null;
  return `${key} ${operator} (${values.join(',')})`;
}

/** `name`, or `prefix/name` with a DNS name in front. */
function isKey(text: string): boolean {
  const [name = '', prefix, ...more] = text.split('/').reverse();
  if (more.length > 0 || !WORD.test(name)) return false;
  return prefix === undefined || isObjectName(prefix);
}

function isValue(text: string): boolean {
  return text === '' || WORD.test(text);
}
