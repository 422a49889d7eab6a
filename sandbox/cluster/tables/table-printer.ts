import type { ClusterObject } from '../cluster-object.ts';

export type Column = {
  name: string;
  type: 'string' | 'integer' | 'boolean' | 'date' | string;
  format: string;
  description: string;
  /** 0 is always shown, 1 only in wide output. */
  priority: number;
};

export type RowCondition = { type: string; status: string; reason: string; message: string };

/** The cells of one object, as many as there are columns. */
export type Row = { cells: unknown[]; conditions?: RowCondition[] };

/** How a kind is printed in a Table. */
export type TablePrinter = {
  columns: readonly Column[];
  row(object: ClusterObject, now: number): Row;
  /** What an empty list has for rows: the generic printer leaves them null. */
  emptyRows: [] | null;
};

/** A column that is always shown. Descriptions are left out: nobody prints them. */
export const column = (name: string, type: Column['type'] = 'string'): Column => ({
  name,
  type,
  format: '',
  description: '',
  priority: 0,
});

/** A column of wide output. */
export const wide = (name: string, type: Column['type'] = 'string'): Column => ({
  ...column(name, type),
  priority: 1,
});

export const nameColumn: Column = { ...column('Name'), format: 'name' };
export const ageColumn: Column = column('Age');

/** A printer of a kind's own, from its columns and its cells. */
export const printer = (
  columns: readonly Column[],
  cells: (object: ClusterObject, now: number) => unknown[],
): TablePrinter => ({
  columns,
  row: (object, now) => ({ cells: cells(object, now) }),
  emptyRows: [],
});
