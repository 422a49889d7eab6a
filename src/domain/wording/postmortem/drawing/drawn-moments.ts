import type { Postmortem } from '../../../postmortem/postmortem.ts';
import { htmlText } from '../html/html-text.ts';
import type { ZoneTimes } from '../zone-times.ts';
import type { DrawnLayout } from './drawn-layout.ts';
import { rounded } from './rounded.ts';
import type { TimeScale } from './time-scale.ts';

/** Where a name stands: `from` its left end to its right end, beside the line at `x`. */
type Place = { readonly from: number; readonly to: number; readonly isLeft: boolean };

type Label = { readonly x: number; readonly name: string; readonly height: number; readonly place: Place };

/** How wide a character of a name is at most, on average: they are bold. */
const CHARACTER = 8.2;

/** What is left free between two names. */
const GAP = 6;

/** Names stand in so many heights, the first one on top. */
const HEIGHTS = [12, 26];

/** The five times, as lines. Names that would cover each other stand in two heights, and together where these do not suffice. */
export function momentsSvg(
  { times: moments }: Postmortem,
  {
    scale,
    layout,
    times,
    bottom,
  }: { scale: TimeScale; layout: DrawnLayout; times: ZoneTimes; bottom: number },
): readonly string[] {
  const reached = moments.flatMap(({ name, at }) => (at === null ? [] : [{ name, at, x: scale.x(at) }]));
  const lines = reached.map(({ name, at, x }) => {
    const title = htmlText(`${name} at ${times.full(at)}`);
    return `<line class="moment" x1="${rounded(x)}" x2="${rounded(x)}" y1="4" y2="${bottom}"><title>${title}</title></line>`;
  });
  const labels = placed(
    reached.toSorted((a, b) => a.x - b.x),
    layout,
  ).map(({ name, height, place: { from, to, isLeft } }) => {
    const at = isLeft ? `x="${rounded(to)}" text-anchor="end"` : `x="${rounded(from)}" text-anchor="start"`;
    return `<text class="axis strong" ${at} y="${HEIGHTS[height]}">${htmlText(name)}</text>`;
  });
  return [...lines, ...labels];
}

/** Each where it has room; one that has none is joined to the one before it. In: from left to right. */
function placed(
  moments: readonly { readonly x: number; readonly name: string }[],
  layout: DrawnLayout,
): readonly Label[] {
  return moments.reduce<readonly Label[]>((labels, moment) => withMoment(labels, moment, layout), []);
}

type Named = { readonly x: number; readonly name: string };

function withMoment(labels: readonly Label[], { x, name }: Named, layout: DrawnLayout): readonly Label[] {
  const place = placeOf(x, name, layout);
  const height = HEIGHTS.findIndex((_, index) =>
    labels.every((label) => label.height !== index || label.place.to + GAP < place.from),
  );
  const last = labels.at(-1);
  if (height >= 0) return [...labels, { x, name, height, place }];
  if (last === undefined) return [{ x, name, height: 0, place }];
  // Joined, it is longer than the one before it was, and may have to stand elsewhere or be joined once more.
  return withMoment(labels.slice(0, -1), { x: last.x, name: `${last.name}, ${name}` }, layout);
}

/** To the right of its line where there is room, else to its left, else as far left as it can. */
function placeOf(x: number, name: string, { width, right }: DrawnLayout): Place {
  const long = name.length * CHARACTER;
  if (x + 3 + long <= width - right) return { from: x + 3, to: x + 3 + long, isLeft: false };
  const to = Math.max(x - 3, Math.min(long, width - right));
  return { from: to - long, to, isLeft: true };
}
