import { bodyDigest, type PartKind } from '../draft-marks.ts';

/** A piece of a draft. `free`: what stands outside all marks. Lines are without the marks. */
export type DraftPiece =
  | { readonly kind: 'free'; readonly lines: readonly string[] }
  | {
      readonly kind: PartKind;
      readonly name: string;
      readonly begin: string;
      readonly end: string;
      readonly lines: readonly string[];
      /** Its text is what was generated: nobody changed it. */
      readonly isUntouched: boolean;
      readonly digest: string;
    };

export type MarkedPiece = Exclude<DraftPiece, { kind: 'free' }>;

const MARK = /^<!-- keyturn:(section|people) ([a-z-]+) (begin|end)(?: digest=([0-9a-z]+))? -->\s*$/;

type Mark = {
  readonly name: string;
  readonly kind: PartKind;
  readonly isBegin: boolean;
  readonly digest: string;
};

export type ParsedDraft = {
  readonly pieces: readonly DraftPiece[];
  /** Names of the parts whose marks are damaged, each with the kind: `section summary`. */
  readonly damaged: readonly string[];
};

/**
 * A draft in pieces, in its order. A mark whose partner is missing, or one that comes a second time, is taken out, with
 * `note` in its place, and what it was around is free text: so nothing of the text is ever lost, whatever people did to
 * the marks. A note of no lines: nothing stands in its place.
 */
export function parseDraft(text: string, note: (part: string) => readonly string[]): ParsedDraft {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const marks = lines.map(markOf);
  const pieces: DraftPiece[] = [];
  const known = new Set<string>();
  const damaged: string[] = [];
  let free: string[] = [];
  const close = (): void => {
    const trimmed = withoutBlankEnds(free);
    if (trimmed.length > 0) pieces.push({ kind: 'free', lines: trimmed });
    free = [];
  };
  const next = nextMarks(marks);
  for (let at = 0; at < lines.length; at++) {
    const mark = marks[at];
    if (!mark) {
      free.push(lines[at] ?? '');
      continue;
    }
    const end = endOf(mark, at, { marks, next });
    const key = `${mark.kind} ${mark.name}`;
    if (end === null || known.has(key)) {
      if (mark.isBegin) damaged.push(key);
      if (mark.isBegin) free.push(...note(key));
      continue;
    }
    known.add(key);
    close();
    pieces.push(
      markedPiece(mark, { begin: lines[at] ?? '', end: lines[end] ?? '', body: lines.slice(at + 1, end) }),
    );
    at = end;
  }
  close();
  return { pieces, damaged };
}

function markOf(line: string): Mark | null {
  const [, kind, name, side, digest] = MARK.exec(line) ?? [];
  if (kind === undefined || name === undefined) return null;
  return {
    kind: kind === 'people' ? 'people' : 'section',
    name,
    isBegin: side === 'begin',
    digest: digest ?? '',
  };
}

/** For every line, where the next mark after it stands. */
function nextMarks(marks: readonly (Mark | null)[]): readonly number[] {
  let following = -1;
  const reversed = marks.toReversed().map((mark, index) => {
    const after = following;
    if (mark) following = marks.length - 1 - index;
    return after;
  });
  return reversed.toReversed();
}

/** The end of a part is the very next mark; with another one between, nobody knows what belongs to what. */
function endOf(
  mark: Mark,
  at: number,
  { marks, next }: { readonly marks: readonly (Mark | null)[]; readonly next: readonly number[] },
): number | null {
  if (!mark.isBegin) return null;
  const end = next[at] ?? -1;
  const other = marks[end];
  return other && !other.isBegin && other.kind === mark.kind && other.name === mark.name ? end : null;
}

function markedPiece(
  { kind, name, digest }: Mark,
  { begin, end, body }: { readonly begin: string; readonly end: string; readonly body: readonly string[] },
): MarkedPiece {
  return { kind, name, begin, end, lines: body, digest, isUntouched: digest === bodyDigest(body) };
}

/** Blank lines around a piece belong to nobody. */
export function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== '');
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return first === -1 ? [] : lines.slice(first, last + 1);
}
