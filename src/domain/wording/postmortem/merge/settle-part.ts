import { bodyDigest, lineEssence } from '../draft-marks.ts';
import { changedNote, removedNote } from './kept-text.ts';
import { mergeBody } from './merge-body.ts';
import { type MarkedPiece, withoutBlankEnds } from './parse-draft.ts';

/**
 * What a later export could not settle by itself. `changed`: people changed generated text, theirs was kept below it.
 * `removed`: they had taken lines out of it that are back now. `marks`: its marks were damaged, so its earlier text
 * stands beside the newer one.
 */
export type DraftConflict = {
  readonly section: string;
  readonly kind: 'changed' | 'removed' | 'marks';
  /** What was kept, as it stood; empty where nothing had to be. */
  readonly kept: string;
};

export type SettledPart = {
  readonly piece: MarkedPiece;
  /** Texts that come to stand behind it. */
  readonly below: readonly string[];
  readonly conflict: DraftConflict | null;
};

/**
 * Which of two drafts a part is taken from, and what has to be kept of the other. `base`: the part as it was generated
 * before people changed it; with it a generated part is brought together line by line. Null: it is not known.
 */
export function settlePart(
  newer: MarkedPiece,
  older: MarkedPiece | null,
  base: MarkedPiece | null,
): SettledPart {
  if (older === null || older.isUntouched) return { piece: newer, below: [], conflict: null };
  if (newer.kind === 'people') return { piece: older, below: [], conflict: null };
  if (base !== null) return settleFrom(base, newer, older);
  const added = linesNotIn(older.lines, newer.lines);
  if (added.size > 0) {
    const text = runsOf(older.lines, added);
    const rest = older.lines.filter((_, index) => !added.has(index));
    // Without them it is what was generated: people added something and changed nothing.
    if (bodyDigest(rest) === older.digest) return { piece: newer, below: [text], conflict: null };
    return {
      piece: newer,
      below: [changedNote(newer.name, text)],
      conflict: { section: newer.name, kind: 'changed', kept: text },
    };
  }
  if (bodyDigest(older.lines) === bodyDigest(newer.lines)) return { piece: newer, below: [], conflict: null };
  return {
    piece: newer,
    below: [removedNote(newer.name)],
    conflict: { section: newer.name, kind: 'removed', kept: '' },
  };
}

function settleFrom(base: MarkedPiece, newer: MarkedPiece, older: MarkedPiece): SettledPart {
  // Made again as it was: there is nothing to renew, not even blanks.
  if (base.digest === newer.digest)
    return { piece: { ...newer, lines: older.lines, isUntouched: false }, below: [], conflict: null };
  const { lines, lost } = mergeBody(older.lines, newer.lines, base.lines);
  const piece = { ...newer, lines, isUntouched: bodyDigest(lines) === newer.digest };
  if (lost.length === 0) return { piece, below: [], conflict: null };
  const kept = lost.filter((text) => text !== '').join('\n\n');
  const section = newer.name;
  return kept === ''
    ? { piece, below: [removedNote(section)], conflict: { section, kind: 'removed', kept } }
    : { piece, below: [changedNote(section, kept)], conflict: { section, kind: 'changed', kept } };
}

/** A generated part that the newer draft has no more: gone, unless people changed it. */
export function settleDropped(older: MarkedPiece): Omit<SettledPart, 'piece'> {
  const text = withoutBlankEnds(older.lines).join('\n');
  if (older.isUntouched || text === '') return { below: [], conflict: null };
  if (older.kind === 'people') return { below: [text], conflict: null };
  return {
    below: [changedNote(older.name, text)],
    conflict: { section: older.name, kind: 'changed', kept: text },
  };
}

/** Where lines stand that the other text does not have, or not as often. Blank lines are nobody's. */
function linesNotIn(lines: readonly string[], others: readonly string[]): ReadonlySet<number> {
  const left = new Map<string, number>();
  for (const line of others.map(lineEssence)) left.set(line, (left.get(line) ?? 0) + 1);
  const missing = new Set<number>();
  lines.forEach((line, index) => {
    const text = lineEssence(line);
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    else if (text !== '') missing.add(index);
  });
  return missing;
}

/** The lines at these places: what stood together stays together, with the blank lines within. */
function runsOf(lines: readonly string[], places: ReadonlySet<number>): string {
  const runs: string[][] = [];
  let isOpen = false;
  lines.forEach((line, index) => {
    const isBlank = line.trim() === '';
    if (!isBlank && !places.has(index)) {
      isOpen = false;
      return;
    }
    if (isOpen) runs.at(-1)?.push(line);
    else if (!isBlank) runs.push([line]);
    if (!isBlank) isOpen = true;
  });
  return runs.map((run) => withoutBlankEnds(run).join('\n')).join('\n\n');
}
