import type { CustomKind } from '../kinds/resource-kind.ts';
import { ageOf } from './age.ts';
import { firstAt } from './json-path.ts';
import { nameColumn, type TablePrinter } from './table-printer.ts';

/** Prints a custom resource by the columns of its definition. What is missing is null. */
export const customPrinter = ({ columns }: CustomKind): TablePrinter => ({
  columns: [
    nameColumn,
    ...columns.map(({ name, type, format, priority }) => ({ name, type, format, description: '', priority })),
  ],
  row: (object, now) => ({
    cells: [
      object.metadata.name,
      ...columns.map(({ type, jsonPath }) => cellOf(type, firstAt(object, jsonPath), now)),
    ],
  }),
  emptyRows: [],
});

function cellOf(type: string, value: unknown, now: number): unknown {
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return typeof value === 'string' ? dateCell(value, now) : null;
    default:
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
}

const dateCell = (value: string, now: number): string =>
  Number.isNaN(Date.parse(value)) ? '<invalid>' : ageOf(value, now);
