import type { BodyLine } from './body-lines.ts';
import { textsOf } from './body-lines.ts';
import type { Hunk } from './hunks.ts';

/** Whether lines were added between two, and none was touched. */
export function isAddition({ from, to }: Hunk): boolean {
  return from === to;
}

/**
 * Which of people's hunks stand beside those of a newer text of the same base. What they added always does, unless the
 * newer text adds the same there; what they changed, where the newer text left these lines alone. Of the others `lost`
 * has what the newer lines do not hold, as a text for each.
 */
export function settledHunks(
  byPeople: readonly Hunk[],
  generated: readonly Hunk[],
): { readonly kept: readonly Hunk[]; readonly lost: readonly string[] } {
  const { changing, adding } = byLine(generated);
  const kept: Hunk[] = [];
  const lost: string[] = [];
  for (const hunk of byPeople) {
    const against = isAddition(hunk) ? adding.get(hunk.from) : undefined;
    if (against && isSame(against.lines, hunk.lines)) continue;
    const met = isAddition(hunk) ? [] : metBy(hunk, changing, adding);
    if (met.length === 0) kept.push(hunk);
    else {
      const held = new Set(met.flatMap(({ lines }) => lines.map(({ essence }) => essence)));
      const missing = hunk.lines.filter(({ essence }) => !held.has(essence));
      if (missing.length > 0 || hunk.lines.length === 0) lost.push(textOf(missing));
    }
  }
  return { kept, lost };
}

type ByLine = ReadonlyMap<number, Hunk>;

/** Which hunk changed a line of the base, and which one added lines before it. */
function byLine(hunks: readonly Hunk[]): { readonly changing: ByLine; readonly adding: ByLine } {
  const changing = new Map<number, Hunk>();
  const adding = new Map<number, Hunk>();
  for (const hunk of hunks) {
    if (isAddition(hunk)) adding.set(hunk.from, hunk);
    for (let at = hunk.from; at < hunk.to; at++) changing.set(at, hunk);
  }
  return { changing, adding };
}

/** The hunks that touch lines of this one, or add lines between them. */
function metBy({ from, to }: Hunk, changing: ByLine, adding: ByLine): readonly Hunk[] {
  const met = new Set<Hunk>();
  for (let at = from; at < to; at++) {
    const [changed, added] = [changing.get(at), at > from ? adding.get(at) : undefined];
    if (changed) met.add(changed);
    if (added) met.add(added);
  }
  return [...met];
}

function isSame(lines: readonly BodyLine[], others: readonly BodyLine[]): boolean {
  return (
    lines.length === others.length && lines.every(({ essence }, index) => essence === others[index]?.essence)
  );
}

function textOf(lines: readonly BodyLine[]): string {
  return textsOf({
    lines: lines.map((line, index) => (index === 0 ? { ...line, gap: 0 } : line)),
    end: 0,
  }).join('\n');
}
