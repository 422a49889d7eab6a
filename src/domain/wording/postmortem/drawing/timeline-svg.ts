import { oneLine } from '../../../one-line.ts';
import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { htmlText } from '../html/html-text.ts';
import type { ZoneTimes } from '../zone-times.ts';
import { drawnRange, type Range } from './drawn-range.ts';
import { type Bar, type DrawnRow, drawnRows } from './drawn-rows.ts';
import { createTimeScale, type TimeScale } from './time-scale.ts';

const WIDTH = 960;
const LEFT = 190;
const RIGHT = 16;
const TOP = 56;
const BAR = 22;
const COLUMNS = 52;

/** About as much of a name as fits beside its row, and how wide a character of what is written on a bar is. */
const LABEL = 26;
const CHARACTER = 7;

/**
 * The timeline as SVG for an HTML page: each row with its bars, the five times as lines through all of them. Every bar
 * says in its title what it is; the whole has a title and a description for those who do not see it. Its colours are
 * classes of the page's style. At most some hundred elements.
 */
export function timelineSvg(postmortem: Postmortem, times: ZoneTimes): string {
  const range = drawnRange(postmortem);
  const scale = createTimeScale(range, { left: LEFT, width: WIDTH - LEFT - RIGHT, times });
  const rows = drawnRows(postmortem, range, times);
  const bottom = TOP + rows.reduce((sum, row) => sum + heightOf(row), 0);
  const height = bottom + 8;
  let y = TOP;
  const drawn = rows.map((row) => {
    const text = rowSvg(row, y, scale);
    y += heightOf(row);
    return text;
  });
  return [
    `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="drawing-title drawing-about">`,
    '<title id="drawing-title">Timeline of the incident</title>',
    `<desc id="drawing-about">${htmlText(about(range, rows, times))}</desc>`,
    ...scale.ticks.map(({ at, label }) => tickSvg(scale.x(at), label, bottom)),
    ...drawn,
    ...momentsSvg(postmortem, scale, bottom, times),
    '</svg>',
  ].join('\n');
}

function about(range: Range, rows: readonly DrawnRow[], times: ZoneTimes): string {
  const names = rows.map(({ label }) => oneLine(label, LABEL)).join(', ');
  return `From ${times.full(range.from)} to ${times.full(range.to)}, ${times.zone}. Rows from top to bottom: ${names}. The same stands in the tables and lists of this page.`;
}

function heightOf(row: DrawnRow): number {
  return row.kind === 'bars' ? BAR + 4 : COLUMNS + 12;
}

function tickSvg(at: number, label: string, bottom: number): string {
  const x = rounded(at);
  // The last label would else stand half outside.
  const anchor = at > WIDTH - RIGHT - 40 ? 'end' : 'middle';
  return `<line class="tick" x1="${x}" x2="${x}" y1="${TOP - 8}" y2="${bottom}"/><text class="axis" x="${x}" y="${TOP - 14}" text-anchor="${anchor}">${htmlText(label)}</text>`;
}

function rowSvg(row: DrawnRow, y: number, scale: TimeScale): string {
  const middle = y + (row.kind === 'bars' ? BAR / 2 + 4 : COLUMNS);
  const label = `<text class="label" x="${LEFT - 8}" y="${middle}" text-anchor="end">${htmlText(oneLine(row.label, LABEL))}</text>`;
  if (row.kind === 'columns') return [label, ...columnsSvg(row.bars, y + 6, scale)].join('\n');
  const marks = row.marks.map(({ at, title }) => {
    const x = scale.x(at);
    const points = `${rounded(x - 5)},${y + 1} ${rounded(x + 5)},${y + 1} ${rounded(x)},${y + 9}`;
    return `<polygon class="mark" points="${points}"><title>${htmlText(title)}</title></polygon>`;
  });
  return [label, ...row.bars.map((bar) => barSvg(bar, y, scale)), ...marks].join('\n');
}

function barSvg({ from, to, kind, inside, title }: Bar, y: number, scale: TimeScale): string {
  const x = scale.x(from);
  // What lasted a moment is still seen.
  const width = Math.max(3, scale.x(to) - x);
  const fits = Math.floor((width - 8) / CHARACTER);
  const written =
    inside === '' || fits < 3
      ? ''
      : `<text class="inside" x="${rounded(x + 5)}" y="${y + 15}">${htmlText(oneLine(inside, fits))}</text>`;
  return `<g><title>${htmlText(title)}</title><rect class="bar ${kind}" x="${rounded(x)}" y="${y}" width="${rounded(width)}" height="${BAR - 2}" rx="3"/>${written}</g>`;
}

function columnsSvg(
  bars: Extract<DrawnRow, { kind: 'columns' }>['bars'],
  y: number,
  scale: TimeScale,
): readonly string[] {
  const most = bars.reduce((highest, { count }) => Math.max(highest, count), 1);
  const columns = bars.map(({ from, to, kind, count, title }) => {
    const x = scale.x(from);
    const width = Math.max(1.5, scale.x(to) - x - 0.5);
    const height = Math.max(1, (count / most) * COLUMNS);
    return `<rect class="bar ${kind}" x="${rounded(x)}" y="${rounded(y + COLUMNS - height)}" width="${rounded(width)}" height="${rounded(height)}"><title>${htmlText(title)}</title></rect>`;
  });
  return [
    ...columns,
    `<text class="axis" x="${LEFT - 8}" y="${y + 12}" text-anchor="end">at most ${most}</text>`,
  ];
}

type Moment = { readonly x: number; readonly name: string };

/** The five times, as lines. Names that would cover each other stand together, neighbours in two heights. */
function momentsSvg(
  { times: moments }: Postmortem,
  scale: TimeScale,
  bottom: number,
  times: ZoneTimes,
): readonly string[] {
  const reached = moments.flatMap(({ name, at }) => (at === null ? [] : [{ name, at, x: scale.x(at) }]));
  const lines = reached.map(({ name, at, x }) => {
    const title = htmlText(`${name} at ${times.full(at)}`);
    return `<line class="moment" x1="${rounded(x)}" x2="${rounded(x)}" y1="4" y2="${bottom}"><title>${title}</title></line>`;
  });
  const labels = grouped(reached.toSorted((a, b) => a.x - b.x)).map(({ x, name }, index) => {
    const anchor = x + name.length * CHARACTER > WIDTH - RIGHT ? 'end' : 'start';
    return `<text class="axis strong" x="${rounded(x + (anchor === 'end' ? -3 : 3))}" y="${12 + (index % 2) * 14}" text-anchor="${anchor}">${htmlText(name)}</text>`;
  });
  return [...lines, ...labels];
}

/** Names as they are written: one that begins where the one before it still goes on follows it. */
function grouped(moments: readonly Moment[]): readonly Moment[] {
  const groups: Moment[] = [];
  for (const { x, name } of moments) {
    const last = groups.at(-1);
    if (last && x - last.x < last.name.length * CHARACTER) {
      groups[groups.length - 1] = { x: last.x, name: `${last.name}, ${name}` };
    } else {
      groups.push({ x, name });
    }
  }
  return groups;
}

/** One digit after the point is finer than any screen, and the same on every machine. */
function rounded(number: number): string {
  return String(Math.round(number * 10) / 10);
}
