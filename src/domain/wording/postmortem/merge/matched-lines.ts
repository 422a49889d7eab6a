import { longestCommon } from './longest-common.ts';

/** Pairs of lines, a few megabytes of memory. */
const MOST_COMPARED = 1_000_000;

/** A stretch of two texts: from the first place to before the second, in each of them. */
type Stretch = {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
};

/**
 * For each line where the same line stands in another text; -1: nowhere. Matches never cross. What begins and ends alike
 * is the same; between, lines that each text has once are the fixed points (the way known as patience diff), so that it
 * takes little time with drafts of ten thousands of lines. Where no line stands once, all pairs are compared.
 */
export function matchedLines(lines: readonly string[], others: readonly string[]): readonly number[] {
  const found = new Array<number>(lines.length).fill(-1);
  const open: Stretch[] = [{ from: 0, to: lines.length, otherFrom: 0, otherTo: others.length }];
  for (let stretch = open.pop(); stretch !== undefined; stretch = open.pop()) {
    const inner = trimmed(stretch, lines, others, found);
    if (inner.from === inner.to || inner.otherFrom === inner.otherTo) continue;
    const points = fixedPoints(inner, lines, others);
    if (points.length > 0) open.push(...between(inner, points));
    else compared(inner, lines, others, found);
  }
  return found;
}

/** Notes what is alike at both ends; the answer is what is left between. */
function trimmed(
  stretch: Stretch,
  lines: readonly string[],
  others: readonly string[],
  found: number[],
): Stretch {
  let { from, to, otherFrom, otherTo } = stretch;
  while (from < to && otherFrom < otherTo && lines[from] === others[otherFrom]) found[from++] = otherFrom++;
  while (from < to && otherFrom < otherTo && lines[to - 1] === others[otherTo - 1]) found[--to] = --otherTo;
  return { from, to, otherFrom, otherTo };
}

/** Notes what is common where every line stands more than once. Of very long ones nothing: they count as rewritten. */
function compared(
  { from, to, otherFrom, otherTo }: Stretch,
  lines: readonly string[],
  others: readonly string[],
  found: number[],
): void {
  if ((to - from) * (otherTo - otherFrom) > MOST_COMPARED) return;
  for (const [line, other] of longestCommon(lines.slice(from, to), others.slice(otherFrom, otherTo)))
    found[from + line] = otherFrom + other;
}

/** Stretches that each begin with a fixed point, and the one before the first. */
function between(inner: Stretch, points: readonly (readonly [number, number])[]): readonly Stretch[] {
  const [first] = points;
  if (first === undefined) return [];
  return [
    { ...inner, to: first[0], otherTo: first[1] },
    ...points.map(([from, otherFrom], index) => {
      const [to, otherTo] = points[index + 1] ?? [inner.to, inner.otherTo];
      return { from, to, otherFrom, otherTo };
    }),
  ];
}

/** Lines that stand once in each text, as far as they come in the same order in both: most of them. */
function fixedPoints(
  { from, to, otherFrom, otherTo }: Stretch,
  lines: readonly string[],
  others: readonly string[],
): readonly (readonly [number, number])[] {
  const once = placesOfSingles(lines, from, to);
  const otherOnce = placesOfSingles(others, otherFrom, otherTo);
  const pairs = [...once].flatMap(([line, place]): readonly (readonly [number, number])[] => {
    const other = otherOnce.get(line);
    return other === undefined ? [] : [[place, other]];
  });
  return longestRise(pairs);
}

function placesOfSingles(lines: readonly string[], from: number, to: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? '';
    if (places.has(line)) repeated.add(line);
    else places.set(line, at);
  }
  for (const line of repeated) places.delete(line);
  return places;
}

type Chain = { readonly pair: readonly [number, number]; readonly before: Chain | null };

/** The longest choice of pairs whose second numbers rise, too. In: by the first number. */
function longestRise(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  // For each length the chain of that length that ends lowest.
  const best: Chain[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, best.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((best[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    best[low] = { pair, before: best[low - 1] ?? null };
  }
  const rise: (readonly [number, number])[] = [];
  for (let chain = best.at(-1) ?? null; chain !== null; chain = chain.before) rise.push(chain.pair);
  return rise.reverse();
}
