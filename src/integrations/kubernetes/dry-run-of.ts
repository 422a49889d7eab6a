import { isJsonObject, type Json } from '../../domain/json.ts';
import type { WireChange } from './wire-change.ts';

/**
 * Whether what is about to be sent is a dry run, judged by the very text that goes over the wire: `everywhere` that a
 * server could look for it, `nowhere`, or `in-part`, which is neither the one nor the other.
 */
export function dryRunOf({ method, path, body }: WireChange): 'everywhere' | 'nowhere' | 'in-part' {
  const places = [inQuery(path), ...(method === 'PATCH' ? [] : [inOptions(method, JSON.parse(body))])];
  const [first, ...others] = new Set(places);
  return first !== undefined && others.length === 0 ? first : 'in-part';
}

type Found = 'everywhere' | 'nowhere' | 'in-part';

function inQuery(path: string): Found {
  const query = new URLSearchParams(path.split('?').slice(1).join('&'));
  const names = [...query.keys()].filter(isDryRun);
  if (names.length === 0) return 'nowhere';
  return names.length === 1 && query.get('dryRun') === 'All' ? 'everywhere' : 'in-part';
}

function inOptions(method: 'POST' | 'DELETE', body: Json): Found {
  if (!isJsonObject(body)) return 'nowhere';
  const options = method === 'DELETE' ? body : body.deleteOptions;
  const elsewhere = method === 'POST' && Object.keys(body).some(isDryRun);
  if (!isJsonObject(options)) return elsewhere ? 'in-part' : 'nowhere';
  const names = Object.keys(options).filter(isDryRun);
  if (names.length === 0 && !elsewhere) return 'nowhere';
  const { dryRun } = options;
  const isAll = Array.isArray(dryRun) && dryRun.length === 1 && dryRun[0] === 'All';
  return isAll && names.length === 1 && !elsewhere ? 'everywhere' : 'in-part';
}

/** A server may be less exact about names than we are. */
function isDryRun(name: string): boolean {
  return name.toLowerCase() === 'dryrun';
}
