import { oneLine } from '../../../one-line.ts';
import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { htmlText } from '../html/html-text.ts';
import type { ZoneTimes } from '../zone-times.ts';
import { CHARACTER, type DrawnLayout, LINE, TOP } from './drawn-layout.ts';
import { momentsSvg } from './drawn-moments.ts';
import { drawnRange, type Range } from './drawn-range.ts';
import { type Bar, type DrawnRow, drawnRows } from './drawn-rows.ts';
import { rounded } from './rounded.ts';
import { createTimeScale, type TimeScale } from './time-scale.ts';

/**
 * The timeline as SVG for an HTML page: each row with its bars, the five times as lines through all of them. Every bar
 * says in its title what it is; the whole has a title and a description for those who do not see it. Its colours are
 * classes of the page's style. At most some hundred elements.
 */
export function timelineSvg(postmortem: Postmortem, times: ZoneTimes, layout: DrawnLayout): string {
  const { name, width, left, right, ticks } = layout;
  const range = drawnRange(postmortem);
  const scale = createTimeScale(range, { left, width: width - left - right, ticks, times });
  const rows = drawnRows(postmortem, range, times);
  const bottom = TOP + rows.reduce((sum, row) => sum + heightOf(row, layout), 0);
  const height = bottom + 8;
  let y = TOP;
  const drawn = rows.map((row) => {
    const text = rowSvg(row, y, { scale, layout });
    y += heightOf(row, layout);
    return text;
  });
  return [
    `<svg class="${name}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="${name}-title ${name}-about">`,
    `<title id="${name}-title">Timeline of the incident</title>`,
    `<desc id="${name}-about">${htmlText(about(range, rows, times))}</desc>`,
    ...scale.ticks.map(({ at, label }) => tickSvg(scale.x(at), label, { layout, bottom })),
    ...drawn,
    ...momentsSvg(postmortem, { scale, layout, times, bottom }),
    '</svg>',
  ].join('\n');
}

/** As much of a name as the description holds. */
const TOLD = 26;

function about(range: Range, rows: readonly DrawnRow[], times: ZoneTimes): string {
  const names = rows.map(({ label }) => oneLine(label, TOLD)).join(', ');
  return `From ${times.full(range.from)} to ${times.full(range.to)}, ${times.zone}. Rows from top to bottom: ${names}. The same stands in the tables and lists of this page.`;
}

function heightOf(row: DrawnRow, { bar, columns, labels }: DrawnLayout): number {
  const above = labels === 'above' ? LINE : 0;
  return above + (row.kind === 'bars' ? bar + 4 : columns + 12);
}

function tickSvg(
  at: number,
  label: string,
  { layout: { width, right }, bottom }: { readonly layout: DrawnLayout; readonly bottom: number },
): string {
  const x = rounded(at);
  const half = (label.length * CHARACTER) / 2;
  // The first and the last label would else stand half outside.
  const anchor = at > width - right - half ? 'end' : at < half ? 'start' : 'middle';
  return `<line class="tick" x1="${x}" x2="${x}" y1="${TOP - 8}" y2="${bottom}"/><text class="axis" x="${x}" y="${TOP - 14}" text-anchor="${anchor}">${htmlText(label)}</text>`;
}

type Drawn = { readonly scale: TimeScale; readonly layout: DrawnLayout };

function rowSvg(row: DrawnRow, y: number, drawn: Drawn): string {
  const { scale, layout } = drawn;
  const isAbove = layout.labels === 'above';
  const top = isAbove ? y + LINE : y;
  const most = row.kind === 'columns' && isAbove ? `, at most ${highest(row.bars)}` : '';
  const named = oneLine(`${row.label}${most}`, layout.label);
  const middle = top + (row.kind === 'bars' ? layout.bar / 2 + 4 : layout.columns);
  const place = isAbove
    ? `x="${layout.left}" y="${y + LINE - 4}"`
    : `x="${layout.left - 8}" y="${middle}" text-anchor="end"`;
  const label = `<text class="label" ${place}>${htmlText(named)}</text>`;
  if (row.kind === 'columns') return [label, ...columnsSvg(row.bars, top, drawn)].join('\n');
  const marks = row.marks.map(({ at, title }) => {
    const x = scale.x(at);
    // At the lower edge, where they do not stand in the bar's words.
    const foot = top + layout.bar - 1;
    const points = `${rounded(x - 4)},${foot} ${rounded(x + 4)},${foot} ${rounded(x)},${foot - 6}`;
    return `<polygon class="mark" points="${points}"><title>${htmlText(title)}</title></polygon>`;
  });
  return [label, ...row.bars.map((bar) => barSvg(bar, top, drawn)), ...marks].join('\n');
}

function barSvg({ from, to, kind, inside, title }: Bar, y: number, { scale, layout }: Drawn): string {
  const x = scale.x(from);
  // What lasted a moment is still seen, also at the right edge.
  const width = Math.max(3, scale.x(to) - x);
  const begin = Math.min(x, layout.width - width);
  const fits = Math.floor((width - 8) / CHARACTER);
  const written =
    inside === '' || fits < 3
      ? ''
      : `<text class="inside" x="${rounded(begin + 5)}" y="${y + layout.bar - 7}">${htmlText(oneLine(inside, fits))}</text>`;
  return `<g><title>${htmlText(title)}</title><rect class="bar ${kind}" x="${rounded(begin)}" y="${y}" width="${rounded(width)}" height="${layout.bar - 2}" rx="3"/>${written}</g>`;
}

function columnsSvg(
  bars: Extract<DrawnRow, { kind: 'columns' }>['bars'],
  top: number,
  { scale, layout }: Drawn,
): readonly string[] {
  const y = top + 6;
  const most = highest(bars);
  const columns = bars.map(({ from, to, kind, count, title }) => {
    const x = scale.x(from);
    const width = Math.max(1.5, scale.x(to) - x - 0.5);
    const height = Math.max(1, (count / most) * layout.columns);
    return `<rect class="bar ${kind}" x="${rounded(Math.min(x, layout.width - width))}" y="${rounded(y + layout.columns - height)}" width="${rounded(width)}" height="${rounded(height)}"><title>${htmlText(title)}</title></rect>`;
  });
  if (layout.labels === 'above') return columns;
  const place = `x="${layout.left - 8}" y="${y + 12}"`;
  return [...columns, `<text class="axis" ${place} text-anchor="end">at most ${most}</text>`];
}

function highest(bars: readonly { readonly count: number }[]): number {
  return bars.reduce((most, { count }) => Math.max(most, count), 1);
}
