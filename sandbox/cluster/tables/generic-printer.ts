import { column, nameColumn, type TablePrinter } from './table-printer.ts';

/** How the server prints a kind that has no printer of its own. */
export const genericPrinter: TablePrinter = {
  columns: [nameColumn, column('Created At', 'date')],
  row: ({ metadata }) => ({ cells: [metadata.name, metadata.creationTimestamp ?? '<unknown>'] }),
  emptyRows: null,
};
