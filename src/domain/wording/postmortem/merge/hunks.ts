import type { BodyLine } from './body-lines.ts';
import { matchedLines } from './matched-lines.ts';

/** The lines of a base from one place to before another one became these. Nothing before: they were added there. */
export type Hunk = { readonly from: number; readonly to: number; readonly lines: readonly BodyLine[] };

/** What was done to a base, in its order. Of as many lines as there were before, each is a hunk of its own. */
export function hunksBetween(
  base: readonly BodyLine[],
  lines: readonly BodyLine[],
): {
  readonly hunks: readonly Hunk[] /** For each line of the base where it stands now; -1: nowhere. */;
  readonly places: readonly number[];
} {
  const places = matchedLines(base.map(essenceOf), lines.map(essenceOf));
  const hunks: Hunk[] = [];
  let [from, at] = [0, 0];
  for (let to = 0; to <= base.length; to++) {
    const place = to === base.length ? lines.length : (places[to] ?? -1);
    if (place < 0) continue;
    hunks.push(...hunksOf(from, to, lines.slice(at, place)));
    [from, at] = [to + 1, place + 1];
  }
  return { hunks, places };
}

function essenceOf({ essence }: BodyLine): string {
  return essence;
}

function hunksOf(from: number, to: number, lines: readonly BodyLine[]): readonly Hunk[] {
  if (from === to && lines.length === 0) return [];
  if (to - from !== lines.length) return [{ from, to, lines }];
  return lines.map((line, index) => ({ from: from + index, to: from + index + 1, lines: [line] }));
}
