import { readFileSync } from 'node:fs';
import { type Fields, fields, list } from '../../../src/integrations/kubernetes/project/fields.ts';

type Capture = { readonly response: { readonly status: number; readonly body: unknown } };

/** The body of a captured answer (test/fixtures/kubernetes). */
export function captured(name: string): unknown {
  const file = new URL(`../../fixtures/kubernetes/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as Capture).response.body;
}

/** The objects of a captured list, or the one object. */
export function capturedObjects(name: string): readonly Fields[] {
  const body = fields(captured(name));
  return Array.isArray(body.items) ? list(body.items).map(fields) : [body];
}

/** The one object, or the first of a list. */
export function capturedObject(name: string): Fields {
  return capturedObjects(name)[0] ?? {};
}
