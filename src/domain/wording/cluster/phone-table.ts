import { shortenAll } from './shorten.ts';

/** So many monospaced letters fit on a phone's line. */
export const PHONE = 45;

/** A name is not cut below this, and other cells not below that: then a column is left out instead. */
const SHORTEST_NAME = 16;
const SHORTEST_CELL = 16;

/** The first column names the row. */
export type Grid = { readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Shorter heads for columns whose cells are short. */
const shortHeads: Readonly<Record<string, string>> = {
  READY: 'RDY',
  RESTARTS: 'RST',
  'UP-TO-DATE': 'UPD',
  AVAILABLE: 'AVL',
  DESIRED: 'WANT',
  CURRENT: 'CUR',
};

/** What people look for first: left out last. */
const telling = ['NS', 'STATUS', 'READY', 'RESTARTS', 'AGE', 'REASON', 'TYPE'];

/**
 * Lays rows out for a phone. Columns in which no row says anything go first; then times in brackets, gaps, long names
 * (in the middle), and whole columns from the right, the telling ones last. `full` has the names that were cut.
 */
export function phoneTable(
  table: Grid,
  width: number = PHONE,
): { readonly text: string; readonly full: readonly string[]; readonly left: readonly string[] } {
  const filled = withoutEmpty(clean(table));
  const fitted = squeezed(filled, width);
  const shown = new Set(fitted.grid.heads);
  const names = fitted.grid.rows.map((row) => row[0] ?? '');
  return {
    text: layout(withShortHeads(fitted.grid), fitted.gap),
    full: filled.rows.flatMap((row, index) => (row[0] === names[index] ? [] : [row[0] ?? ''])),
    left: filled.heads.filter((head) => !shown.has(head)),
  };
}

function clean({ heads, rows }: Grid): Grid {
  return {
    heads: heads.map((head) => head.toUpperCase()),
    rows: rows.map((row) => heads.map((_, column) => cleanCell(row[column] ?? ''))),
  };
}

function cleanCell(cell: string): string {
  const text = cell.replace(/\s+/g, ' ').trim();
  return text === '' || /^<(?:none|unset|nil|unknown)>$/.test(text) ? '-' : text;
}

function withoutEmpty(grid: Grid): Grid {
  return keeping(grid, (column) => column === 0 || grid.rows.some((row) => row[column] !== '-'));
}

function keeping({ heads, rows }: Grid, keep: (column: number) => boolean): Grid {
  const kept = heads.map((_, column) => column).filter(keep);
  const of = (cells: readonly string[]) => kept.map((column) => cells[column] ?? '');
  return { heads: of(heads), rows: rows.map(of) };
}

/** Steps from the least loss to the greatest, until it fits. */
function squeezed(grid: Grid, width: number): { readonly grid: Grid; readonly gap: number } {
  if (fits(grid, 2, width)) return { grid, gap: 2 };
  const steps: readonly ((grid: Grid) => Grid)[] = [
    withoutBrackets,
    (wide) => cutNames(wide, Math.max(SHORTEST_NAME, roomForNames(wide, width))),
  ];
  let now = grid;
  for (const step of steps) {
    now = step(now);
    if (fits(now, 1, width)) return { grid: now, gap: 1 };
  }
  for (const isTelling of [false, true]) {
    for (let column = now.heads.length - 1; column > 0; column--) {
      if (telling.includes(now.heads[column] ?? '') !== isTelling) continue;
      const short = cutCells(now, column);
      now = fits(short, 1, width) ? short : keeping(now, (each) => each !== column);
      if (fits(now, 1, width)) return { grid: now, gap: 1 };
    }
  }
  return { grid: cutNames(now, width), gap: 1 };
}

/** `6 (3m46s ago)` says `6`. */
function withoutBrackets(grid: Grid): Grid {
  return {
    ...grid,
    rows: grid.rows.map((row) => row.map((cell) => cell.replace(/ \([^()]* ago\)$/, ''))),
  };
}

function roomForNames(grid: Grid, width: number): number {
  const others = widths(grid).slice(1);
  return width - others.reduce((sum, each) => sum + each + 1, 0);
}

function cutNames(grid: Grid, width: number): Grid {
  const names = shortenAll(
    grid.rows.map((row) => row[0] ?? ''),
    width,
  );
  return { ...grid, rows: grid.rows.map((row, index) => [names[index] ?? '', ...row.slice(1)]) };
}

function cutCells(grid: Grid, column: number): Grid {
  const cut = (cell: string) => (cell.length > SHORTEST_CELL ? `${cell.slice(0, SHORTEST_CELL - 1)}…` : cell);
  return { ...grid, rows: grid.rows.map((row) => row.map((cell, at) => (at === column ? cut(cell) : cell))) };
}

function fits(grid: Grid, gap: number, width: number): boolean {
  const all = widths(gap === 1 ? withShortHeads(grid) : grid);
  return all.reduce((sum, each) => sum + each, 0) + gap * (all.length - 1) <= width;
}

function withShortHeads({ heads, rows }: Grid): Grid {
  return {
    heads: heads.map((head) => (Object.hasOwn(shortHeads, head) ? (shortHeads[head] ?? head) : head)),
    rows,
  };
}

function widths({ heads, rows }: Grid): readonly number[] {
  return heads.map((head, column) =>
    rows.reduce((most, row) => Math.max(most, (row[column] ?? '').length), head.length),
  );
}

function layout(grid: Grid, gap: number): string {
  const all = widths(grid);
  return [grid.heads, ...grid.rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(all[column] ?? 0))
        .join(' '.repeat(gap))
        .trimEnd(),
    )
    .join('\n');
}
