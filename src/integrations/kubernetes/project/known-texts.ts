/** A text that was seen. `size`: the bytes that it takes to keep it. */
export type KnownText = {
  readonly text: Buffer;
  readonly size: number;
  /** Where letters stand that differ from one time to the next, `LETTERS` of them at each place, in order. */
  readonly letters: readonly number[];
};

/** How many letters of chance there are at each place. */
export const LETTERS = 5;

/** Texts that are kept during one reading, in bytes: those of some ten thousand workloads. */
const MOST_BYTES = 32 * 1_024 * 1_024;

/** Longer ones are of nobody's pod. An object has at most 1.5 MB. */
export const LONGEST = 1_024 * 1_024;

/** Shorter ones are parsed as fast as they are recognised. */
export const SHORTEST = 128;

/** Bytes by which texts are told apart. */
const PROBE = 32;

/** Bytes that are compared at once. */
const BLOCK = 256;

/** Deeper than this only somebody gets who wants to. */
const DEEPEST = 24;

type Branch<T> = { readonly from: number; readonly to: number; readonly next: Map<string, Branch<T> | T> };

/** A text with the number that stands for it. */
type Numbered<T> = { readonly known: T; readonly number: number };

/**
 * Texts that are found by what they are, before anybody knows where they end: a tree that looks at the places where
 * those that it has differ. The same chart in a hundred namespaces is told apart by the one variable that differs.
 */
export type KnownTexts<T extends KnownText> = {
  /** What begins at `at`; seen for the first time, it is learned. Null: it can't be, or there is no room for more. */
  recognised(bytes: Buffer, at: number): Numbered<T> | null;
  /** What a number stands for; null for whatever else. */
  numbered(number: unknown): T | null;
};

/** Nothing is known yet. `learn` reads what begins at a place into memory of its own; null for what can't be known. */
export function createKnownTexts<T extends KnownText>(
  learn: (bytes: Buffer, at: number) => T | null,
): KnownTexts<T> {
  const all: T[] = [];
  const root: Branch<Numbered<T>> = { from: 0, to: PROBE, next: new Map() };
  let room = MOST_BYTES;
  const way = (bytes: Buffer, at: number) => {
    let branch = root;
    for (let depth = 0; ; depth++) {
      const key = bytes.toString('latin1', at + branch.from, at + branch.to);
      const found = branch.next.get(key);
      if (found === undefined || 'known' in found) return { branch, key, depth, leaf: found ?? null };
      branch = found;
    }
  };
  const add = (known: T): Numbered<T> => {
    const { branch, key, depth, leaf } = way(known.text, 0);
    const numbered = { known, number: all.push(known) - 1 };
    const parted = leaf && depth < DEEPEST ? partedBy(leaf, numbered) : null;
    branch.next.set(key, parted ?? numbered);
    room -= known.size;
    return numbered;
  };
  return {
    recognised(bytes, at) {
      const near = way(bytes, at).leaf;
      if (near && isThere(near.known, bytes, at)) return near;
      const known = room > 0 ? learn(bytes, at) : null;
      return known && add(known);
    },
    numbered: (number) => (typeof number === 'number' ? (all[number] ?? null) : null),
  };
}

/**
 * True when this text stands at `at`. The letters of chance are written into what is known first, so that one
 * comparison tells whether everything else is the same.
 */
function isThere({ text, letters }: KnownText, bytes: Buffer, at: number): boolean {
  if (at + text.length > bytes.length) return false;
  const [first] = letters;
  if (first !== undefined) {
    for (let n = 0; n < LETTERS; n++) {
      const letter = bytes[at + first + n] ?? 0;
      if (!isLetter(letter)) return false;
      for (const place of letters) text[place + n] = letter;
    }
  }
  return text.compare(bytes, at, at + text.length) === 0;
}

/** A small letter or a digit. */
function isLetter(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57);
}

/** A branch for the first place by which the two differ; null when only letters of chance do. */
function partedBy<T extends KnownText>(left: Numbered<T>, right: Numbered<T>): Branch<Numbered<T>> | null {
  const [one, other] = [left.known, right.known];
  const chances = [...one.letters, ...other.letters];
  const from = firstDifference(one.text, other.text, chances);
  if (from < 0) return null;
  const ends = [from + PROBE, one.text.length, other.text.length];
  const to = Math.min(...ends, ...chances.filter((place) => place > from));
  const next = new Map([left, right].map((each) => [each.known.text.toString('latin1', from, to), each]));
  return { from, to, next };
}

function firstDifference(one: Buffer, other: Buffer, chances: readonly number[]): number {
  const shorter = Math.min(one.length, other.length);
  for (let at = 0; at < shorter; at += BLOCK) {
    const end = Math.min(at + BLOCK, shorter);
    // Nine of ten blocks are the same, and comparing one as a whole takes no longer than two bytes.
    if (one.compare(other, at, end, at, end) === 0) continue;
    for (let place = at; place < end; place++) {
      if (one[place] !== other[place] && !isWithin(chances, place)) return place;
    }
  }
  return -1;
}

function isWithin(chances: readonly number[], place: number): boolean {
  return chances.some((chance) => chance <= place && place < chance + LETTERS);
}
