import { readdirSync, readFileSync } from 'node:fs';
import type { ClusterObject } from '../../../sandbox/cluster/cluster-object.ts';

/** One request to a real API server, and what it answered. */
export type Captured = {
  request: { method: string; path: string; headers: Record<string, string | string[]>; body?: unknown };
  response: { status: number; headers: Record<string, string>; body: unknown };
};

const FOLDER = new URL('../../fixtures/kubernetes/', import.meta.url);

const names = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))
  .sort();

/** The names of the pairs whose number is in this range. */
export const capturedBetween = (first: number, last: number): string[] =>
  names.filter((name) => Number(name.slice(0, 4)) >= first && Number(name.slice(0, 4)) <= last);

export const captured = (name: string): Captured =>
  JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'));

type List = { kind: string; apiVersion: string; items: Partial<ClusterObject>[] };

/** The whole objects that an answer shows: itself, or the items of its list. What was cut is left out. */
export function shownIn({ response }: Captured): ClusterObject[] {
  const body = response.body as Partial<ClusterObject> & Partial<List>;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  if (['Status', 'Table', 'Scale', 'PartialObjectMetadata'].includes(body.kind ?? '')) return [];
  const whole = (object: Partial<ClusterObject>): object is ClusterObject =>
    typeof object === 'object' && object.metadata?.uid !== undefined && !('...' in object);
  if (!Array.isArray(body.items)) return whole(body) ? [body] : [];
  const kind = body.kind?.replace(/List$/, '') ?? '';
  const apiVersion = body.apiVersion ?? '';
  return body.items.filter(whole).map((item) => ({ ...item, kind, apiVersion }));
}

/** The object of this pair, which shows one. */
export function theObject(name: string): ClusterObject {
  const [object] = shownIn(captured(name));
  if (!object) throw new Error(`${name} shows no whole object`);
  return object;
}
