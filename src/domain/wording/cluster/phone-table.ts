import { folded } from './folded.ts';
import { shorten, shortenAll } from './shorten.ts';

/** So many monospaced letters fit on a line of Slack on a phone that is 390 points wide. */
export const PHONE = 40;

/** Below these widths cells say nothing any more; then a column is left out instead. */
const SHORTEST_NAME = 14;
const SHORTEST: Readonly<Record<string, number>> = { NS: 8 };

/** Half a number is a wrong one. */
const NUMBERS = /^(?:RDY|RST|AGE|UPD|AVL|WANT|CUR|CPU.*|MEM.*|LAST SEEN|REPLICAS|COMPLETIONS|CREATED AT)$/;
const SHORTEST_CELL = 10;

/** A cut name is listed in full below, a cut cell is not. */
const NAMES_FIRST = 3;

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

/** What people look for, the most telling first; other columns are left out before, from the right. */
const telling = [
  ...['STATUS', 'NS', 'READY', 'REASON', 'REPLICAS', 'TARGETS', 'COMPLETIONS', 'HOSTS', 'PORT(S)'],
  ...['RESTARTS', 'LAST SEEN', 'CPU/REQ', 'MEM/LIM', 'CPU%', 'MEM%', 'TYPE', 'ROLES', 'AGE', 'VERSION'],
];

/**
 * Lays rows out for a phone. Columns in which no row says anything go first; then what does not fit: times in brackets,
 * wide gaps, the middle of long cells, and whole columns, the least telling first. `full` has the names that were cut,
 * `left` the columns that were left out.
 */
export function phoneTable(
  table: Grid,
  width: number = PHONE,
): { readonly text: string; readonly full: readonly string[]; readonly left: readonly string[] } {
  const filled = withoutEmpty(clean(table));
  const fitted = fitting(filled, width);
  const kept = new Set(fitted.kept);
  return {
    text: layout(fitted.grid, fitted.gap),
    full: filled.rows.flatMap((row, index) =>
      row[0] === fitted.grid.rows[index]?.[0] ? [] : [row[0] ?? ''],
    ),
    left: filled.heads.filter((_, column) => !kept.has(column)),
  };
}

type Fitted = { readonly grid: Grid; readonly gap: number; readonly kept: readonly number[] };

function fitting(filled: Grid, width: number): Fitted {
  const all = filled.heads.map((_, column) => column);
  if (widthOf(filled, 2) <= width) return { grid: filled, gap: 2, kept: all };
  const short = withShortHeads(withoutBrackets(filled));
  const byWorth = all.slice(1).sort((a, b) => worth(filled, a) - worth(filled, b));
  const gone = new Set<number>();
  for (const next of [null, ...byWorth]) {
    if (next !== null) gone.add(next);
    const kept = all.filter((column) => !gone.has(column));
    const narrow = squeeze(keeping(short, kept), width);
    if (narrow !== null) return { grid: narrow, gap: 1, kept };
  }
  return { grid: keeping(short, [0]), gap: 1, kept: [0] };
}

/** Takes from the widest column that can give, names a little before others; null when that is not enough. */
function squeeze(grid: Grid, width: number): Grid | null {
  const widths = [...columnWidths(grid)];
  const least = grid.heads.map((head, column) => leastWidth(grid, head, column));
  let over = widthOf(grid, 1) - width;
  while (over > 0) {
    const givers = widths.flatMap((each, column) => (each > (least[column] ?? 0) ? [column] : []));
    const widest = givers.reduce<number | null>(
      (best, column) =>
        best === null || (widths[column] ?? 0) > (widths[best] ?? 0) + (best === 0 ? NAMES_FIRST : 0)
          ? column
          : best,
      null,
    );
    if (widest === null) return null;
    widths[widest] = (widths[widest] ?? 0) - 1;
    over -= 1;
  }
  return cutTo(grid, widths);
}

/** Names may be cut as far as they still differ. */
function leastWidth({ rows }: Grid, head: string, column: number): number {
  if (column > 0) {
    const least = NUMBERS.test(head) ? Number.POSITIVE_INFINITY : (SHORTEST[head] ?? SHORTEST_CELL);
    return Math.max(head.length, Math.min(least, widthAt(rows, column)));
  }
  const names = shortenAll(
    rows.map((row) => row[0] ?? ''),
    SHORTEST_NAME,
  );
  return Math.max(head.length, ...names.map(({ length }) => length));
}

function cutTo({ heads, rows }: Grid, widths: readonly number[]): Grid {
  const names = shortenAll(
    rows.map((row) => row[0] ?? ''),
    widths[0] ?? SHORTEST_NAME,
  );
  return {
    heads,
    rows: rows.map((row, index) =>
      row.map((cell, column) => {
        if (column === 0) return names[index] ?? cell;
        const room = widths[column] ?? cell.length;
        return heads[column] === 'NS' ? shorten(cell, room) : cutEnd(cell, room);
      }),
    ),
  };
}

function cutEnd(cell: string, width: number): string {
  return cell.length <= width ? cell : `${cell.slice(0, width - 1)}…`;
}

/** The more telling the higher; unknown columns by their place, the right ones lowest. */
function worth({ heads }: Grid, column: number): number {
  const rank = telling.indexOf(heads[column] ?? '');
  return rank < 0 ? -column : telling.length - rank;
}

function clean({ heads, rows }: Grid): Grid {
  return {
    heads: heads.map((head) => head.toUpperCase()),
    rows: rows.map((row) => heads.map((_, column) => cleanCell(row[column] ?? ''))),
  };
}

function cleanCell(cell: string): string {
  const text = folded(cell).replace(/\s+/g, ' ').trim();
  // A moment to the minute: `11-21 03:41`.
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return text.slice(5, 16).replace('T', ' ');
  return text === '' || /^<(?:none|unset|nil|unknown)>$/.test(text) ? '-' : text;
}

function withoutEmpty(grid: Grid): Grid {
  const filled = (column: number) => column === 0 || grid.rows.some((row) => row[column] !== '-');
  return keeping(grid, grid.heads.map((_, column) => column).filter(filled));
}

function keeping({ heads, rows }: Grid, columns: readonly number[]): Grid {
  const of = (cells: readonly string[]) => columns.map((column) => cells[column] ?? '');
  return { heads: of(heads), rows: rows.map(of) };
}

/** `6 (3m46s ago)` says `6`. */
function withoutBrackets({ heads, rows }: Grid): Grid {
  return { heads, rows: rows.map((row) => row.map((cell) => cell.replace(/ \([^()]* ago\)$/, ''))) };
}

function withShortHeads({ heads, rows }: Grid): Grid {
  return {
    heads: heads.map((head) => (Object.hasOwn(shortHeads, head) ? (shortHeads[head] ?? head) : head)),
    rows,
  };
}

function widthOf(grid: Grid, gap: number): number {
  return columnWidths(grid).reduce((sum, each) => sum + each, 0) + gap * (grid.heads.length - 1);
}

function columnWidths({ heads, rows }: Grid): readonly number[] {
  return heads.map((head, column) => Math.max(head.length, widthAt(rows, column)));
}

function widthAt(rows: Grid['rows'], column: number): number {
  return rows.reduce((most, row) => Math.max(most, (row[column] ?? '').length), 0);
}

function layout(grid: Grid, gap: number): string {
  const widths = columnWidths(grid);
  return [grid.heads, ...grid.rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join(' '.repeat(gap))
        .trimEnd(),
    )
    .join('\n');
}
