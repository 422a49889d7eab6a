import { type Body, type BodyLine, bodyOf, textsOf } from './body-lines.ts';
import { type Hunk, hunksBetween } from './hunks.ts';
import { isAddition, settledHunks } from './settled-hunks.ts';

export type MergedBody = {
  readonly lines: readonly string[];
  /** By place, what people did to lines that were made anew as well: theirs as a text, empty where they took lines out. */
  readonly lost: readonly string[];
};

/**
 * Brings what people did to a generated text and a newer text of it together, both seen from the text that people had
 * before them (`base`). Lines that only people touched are as they left them, all others are the newer ones; where both
 * touched the same lines the newer ones stand, and theirs are `lost`. What people added stays where it stood, and where
 * the lines on both sides of it were rewritten as one it stands below them.
 */
export function mergeBody(
  older: readonly string[],
  newer: readonly string[],
  base: readonly string[],
): MergedBody {
  const [theirs, fresh, before] = [bodyOf(older), bodyOf(newer), bodyOf(base)];
  const done = hunksBetween(before.lines, theirs.lines);
  const made = hunksBetween(before.lines, fresh.lines);
  const { kept, lost } = settledHunks(done.hunks, made.hunks);
  const [byPeople, generated] = [kept, made.hunks].map(byPlace) as [Places, Places];
  const written = createBodyWriter();
  for (let at = 0; at <= before.lines.length; ) {
    const [theirHunk, newHunk] = [byPeople.get(at), generated.get(at)];
    if (theirHunk && isAddition(theirHunk)) written.theirs(theirHunk.lines);
    if (newHunk && isAddition(newHunk)) written.generated(newHunk.lines);
    if (at === before.lines.length) break;
    let next = at + 1;
    if (theirHunk && !isAddition(theirHunk)) {
      written.theirs(theirHunk.lines);
      next = theirHunk.to;
    } else if (newHunk && !isAddition(newHunk)) {
      written.generated(newHunk.lines);
      next = newHunk.to;
    } else {
      const [now, then] = [fresh.lines[made.places[at] ?? -1], theirs.lines[done.places[at] ?? -1]];
      if (now) written.unchanged(now, then?.gap ?? 0);
    }
    for (let within = at + 1; within < next; within++) {
      const added = byPeople.get(within);
      if (added) written.theirs(added.lines);
    }
    at = next;
  }
  return { lines: textsOf(written.body(fresh.end, theirs.end)), lost };
}

type Places = ReadonlyMap<number, Hunk>;

/** Of one text no two hunks begin at the same place. */
function byPlace(hunks: readonly Hunk[]): Places {
  return new Map(hunks.map((hunk) => [hunk.from, hunk]));
}

/**
 * Puts lines together. Blank lines are those of the newer text; around lines of people also those that they set there,
 * so that a paragraph of theirs stays one.
 */
function createBodyWriter() {
  const lines: BodyLine[] = [];
  /** How many blank lines must stand before what comes next, since people wrote what stands before it. */
  let owed: 'none' | 'as before' | 'one' = 'none';
  return {
    theirs(added: readonly BodyLine[]): void {
      lines.push(...added);
      if (added.length > 0) owed = (added[0]?.gap ?? 0) > 0 ? 'one' : 'as before';
    },
    generated([first, ...rest]: readonly BodyLine[]): void {
      if (first === undefined) return;
      lines.push({ ...first, gap: owed === 'one' ? Math.max(1, first.gap) : first.gap }, ...rest);
      owed = 'none';
    },
    /** In: the line of the newer text, and how many blank lines stood before it in what people had. */
    unchanged(line: BodyLine, gapThen: number): void {
      lines.push(owed === 'none' ? line : { ...line, gap: Math.max(line.gap, gapThen) });
      owed = 'none';
    },
    body(end: number, endThen: number): Body {
      return { lines, end: owed === 'none' ? end : Math.max(end, endThen) };
    },
  };
}
