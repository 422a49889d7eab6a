import { damagedNote } from './kept-text.ts';
import { type DraftPiece, type MarkedPiece, parseDraft } from './parse-draft.ts';
import { type DraftConflict, settleDropped, settlePart } from './settle-part.ts';

/** A marked part and the free text that stands behind it. The first has no part: it is what stands before all of them. */
type Group = { readonly part: MarkedPiece | null; readonly free: string };

/**
 * Brings a newer draft together with an older one in which people wrote, both as `postmortemMarkdown` makes them.
 * Generated sections become the newer ones; the parts for people stay as soon as somebody changed them; text outside the
 * marks stays behind the part that it stood behind. `base`: the draft as it was generated before people wrote in it; with
 * it what they added, changed and took out inside a generated section stays, as long as the newer draft does not change the
 * same lines. Null, or of a part that is not what people had: lines that they added there move below it. What they changed
 * and the newer draft as well is kept below it in a block that says so, and named in `conflicts`. No line of theirs is
 * lost, and merging the outcome with the same newer draft again gives the outcome.
 */
export function mergeDraft(
  older: string,
  newer: string,
  base: string | null = null,
): { readonly text: string; readonly conflicts: readonly DraftConflict[] } {
  const { pieces, damaged } = parseDraft(older, damagedNote);
  const before = groupsOf(pieces);
  const after = groupsOf(parseDraft(newer, () => []).pieces);
  const conflicts = damaged.map((part): DraftConflict => {
    return { section: part.replace(/^\w+ /, ''), kind: 'marks', kept: '' };
  });
  const note = (conflict: DraftConflict | null): void => {
    if (conflict) conflicts.push(conflict);
  };
  const kept = keptBehind(before, new Set(after.map(keyOf)), note);
  const earlier = partsOf(before);
  const bases = base === null ? null : partsOf(groupsOf(parseDraft(base, () => []).pieces));
  const written = after.flatMap((group): readonly string[] => {
    const texts = kept.get(keyOf(group)) ?? [];
    if (group.part === null) return together([group.free], texts);
    const older = earlier.get(keyOf(group)) ?? null;
    const { piece, below, conflict } = settlePart(group.part, older, baseOf(group.part, older, bases));
    note(conflict);
    return [partText(piece), ...together([group.free, ...below], texts)];
  });
  return { text: `${written.join('\n\n')}\n`, conflicts };
}

type Parts = ReadonlyMap<string, MarkedPiece | null>;

function partsOf(groups: readonly Group[]): Parts {
  return new Map(groups.map((group) => [keyOf(group), group.part]));
}

/** The text that people had before them, as the digest in its mark says: the newer one as well, or that of `bases`. */
function baseOf(newer: MarkedPiece, older: MarkedPiece | null, bases: Parts | null): MarkedPiece | null {
  if (older === null || bases === null) return null;
  const known = bases.get(keyOf({ part: newer, free: '' })) ?? null;
  return [newer, known].find((part) => part?.isUntouched && part.digest === older.digest) ?? null;
}

function keyOf({ part }: Group): string {
  return part === null ? '' : `${part.kind} ${part.name}`;
}

function groupsOf(pieces: readonly DraftPiece[]): readonly Group[] {
  const groups: Group[] = [{ part: null, free: '' }];
  for (const piece of pieces) {
    if (piece.kind !== 'free') groups.push({ part: piece, free: '' });
    else groups.push({ part: groups.pop()?.part ?? null, free: piece.lines.join('\n') });
  }
  return groups;
}

/** By the part of the newer draft that it comes to stand behind: free text, and what is left of parts that are no more. */
function keptBehind(
  groups: readonly Group[],
  known: ReadonlySet<string>,
  note: (conflict: DraftConflict | null) => void,
): ReadonlyMap<string, readonly string[]> {
  const kept = new Map<string, string[]>();
  let anchor = '';
  for (const group of groups) {
    const key = keyOf(group);
    if (known.has(key)) anchor = key;
    const texts = kept.get(anchor) ?? [];
    if (group.part !== null && !known.has(key)) {
      const { below, conflict } = settleDropped(group.part);
      texts.push(...below);
      note(conflict);
    }
    texts.push(group.free);
    kept.set(anchor, texts);
  }
  return kept;
}

/** What has to be added stands before what is there already; what is there word by word is not added again. */
function together(added: readonly string[], there: readonly string[]): readonly string[] {
  const fresh = added.filter((text) => !there.some((free) => `\n${free}\n`.includes(`\n${text}\n`)));
  return [...fresh, ...there].filter((text) => text !== '');
}

function partText({ begin, lines, end }: MarkedPiece): string {
  return [begin, ...lines, end].join('\n');
}
