/** A step of a path: a field, an element, or the elements of which a field has a value. */
type Step = { field: string } | { index: number } | { where: string[]; equals: string };

/**
 * The first value that a JSON path of kubectl's simple form finds: `.a.b`, `['a']`, `[0]`, `\.` for a dot in a name,
 * and `[?(@.type=="Ready")]`. Undefined when there is none.
 */
export function firstAt(object: unknown, path: string): unknown {
  let values: unknown[] = [object];
  for (const step of stepsOf(path)) {
    values = values.flatMap((value) => taken(value, step)).filter((value) => value !== undefined);
  }
  return values[0];
}

function taken(value: unknown, step: Step): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('field' in step) return [(value as Record<string, unknown>)[step.field]];
  if (!Array.isArray(value)) return [];
  if ('index' in step) return [value.at(step.index)];
  return value.filter((one) => String(within(one, step.where)) === step.equals);
}

const within = (value: unknown, fields: string[]): unknown =>
  fields.reduce<unknown>((at, field) => (at as Record<string, unknown> | undefined)?.[field], value);

const TOKEN =
  /\.((?:\\.|[^.[\\])+)|\[\?\(@\.([\w.]+)\s*==\s*["']([^"']*)["']\)\]|\[(-?\d+)\]|\[["']([^"']+)["']\]/g;

function stepsOf(path: string): Step[] {
  return [...path.matchAll(TOKEN)].map(([, field, where, equals = '', index, quoted]) => {
    if (where !== undefined) return { where: where.split('.'), equals };
    if (index !== undefined) return { index: Number(index) };
    return { field: quoted ?? (field ?? '').replace(/\\(.)/g, '$1') };
  });
}
