import type { Json } from '../json.ts';
import { redactObject } from './redact-object.ts';
import { REDACTED } from './redacted.ts';
import { isSecretName } from './secret-names.ts';
import { hidesNothing } from './value-at.ts';

/**
 * The cells of a table from the API server without secrets: a custom kind may print any of its fields. A column whose
 * name says that it holds a secret is taken out, every other cell is redacted as text. In: the columns' names, and per
 * row its cells in the same order. Out: as many rows and cells.
 */
export function redactTable(
  columns: readonly string[],
  rows: readonly (readonly Json[])[],
): readonly (readonly Json[])[] {
  const secret = columns.map((name) => isSecretName(name));
  return rows.map((cells) => cells.map((cell, at) => (secret[at] ? hidden(cell) : redactObject(cell))));
}

function hidden(cell: Json): Json {
  if (cell === null || typeof cell === 'boolean') return cell;
  return typeof cell === 'string' && hidesNothing(cell) ? cell : REDACTED;
}
