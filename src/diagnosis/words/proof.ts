import type { Evidence } from '../../domain/finding.ts';

/** How many rows a table of evidence shows: the rest is counted. */
const ROWS = 20;

/** One line of proof. */
export function line(label: string, text: string): Evidence {
  return { kind: 'line', label, text };
}

/** Rows in columns of equal width, the first row being the heads; what is too long is counted, not shown. */
export function table(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): Evidence {
  const shown = [heads, ...rows.slice(0, ROWS)];
  const widths = heads.map((_, column) => Math.max(...shown.map((row) => (row[column] ?? '').length)));
  const lines = shown.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  if (rows.length > ROWS) lines.push(`and ${rows.length - ROWS} more`);
  return { kind: 'table', label, text: lines.join('\n') };
}
