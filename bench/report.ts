import type { Figure } from './figure.ts';

/** One figure as a line of JSON. Three decimals say more than a noisy machine knows. */
export function jsonLine({ name, unit, value, floor, ratio, goal, ok }: Figure): string {
  return JSON.stringify({
    name,
    unit,
    value: rounded(value),
    floor: floor === null ? null : rounded(floor),
    ratio: ratio === null ? null : rounded(ratio),
    goal,
    ok,
  });
}

const HEAD = ['', 'figure', 'value', 'floor', 'ratio', 'unit', 'goal'];

/** The figures as a table for people; what misses its goal begins with MISSED. */
export function table(figures: readonly Figure[]): string {
  const rows = [HEAD, ...figures.map(row)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows
    .map((cells) =>
      cells
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(at(widths, column)) : cell.padEnd(at(widths, column)),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function row({ name, unit, value, floor, ratio, goal, ok }: Figure): string[] {
  const mark = goal === null ? '' : ok ? 'met' : 'MISSED';
  return [mark, name, shown(value), shown(floor), ratio === null ? '-' : ratio.toFixed(2), unit, goal ?? '-'];
}

function isNumber(column: number): boolean {
  return column >= 2 && column <= 4;
}

function at(widths: readonly number[], column: number): number {
  return widths[column] ?? 0;
}

function shown(value: number | null): string {
  if (value === null) return '-';
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
