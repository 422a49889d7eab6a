import type { ContainerSpec } from '../../../domain/cluster/pod-spec.ts';
import { ARRAY, spanEnd } from '../span-end.ts';
import { list } from './fields.ts';
import { createKnownTexts, type KnownText, LETTERS } from './known-texts.ts';

/** Texts of containers that are kept during one reading, in bytes: those of some ten thousand workloads. */
const MOST_BYTES = 32 * 1_024 * 1_024;

/** Longer ones are nobody's containers. An object has at most 1.5 MB. */
const LONGEST = 1_024 * 1_024;

/** Shorter ones are parsed as fast as they are recognised. */
const SHORTEST = 128;

/**
 * The volume with a pod's own token, which admission mounts into each container under a name with five letters of
 * chance: https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/serviceaccount/admission.go
 * By nothing else do the containers of two pods of one workload differ.
 */
const VOLUME = 'kube-api-access-';
const BEFORE_LETTERS = `{"name":"${VOLUME}`;
const PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const TOKEN_MOUNT = new RegExp(
  `${BEFORE_LETTERS}([a-z0-9]{${LETTERS}})","readOnly":true,"mountPath":"${PATH}"\\}`,
  'g',
);

type Project = (entries: readonly unknown[]) => readonly ContainerSpec[];

/** The array as it was written, with the letters of whoever was compared last; `own` are the first one's. */
type Known = KnownText & {
  readonly entries: readonly unknown[];
  readonly own: string;
  projected: readonly ContainerSpec[] | null;
};

/**
 * The containers of pods and templates by their text. Most pods have exactly those of the pod before: what was seen
 * before is neither parsed nor projected again.
 */
export type KnownContainers = {
  /**
   * Looks at the array that begins at `at`. Out: where it ends, and the number that may be put in its place for
   * `projected`; null when it has to stay, being no JSON for instance.
   */
  recognised(bytes: Buffer, at: number): { readonly end: number; readonly number: number } | null;
  /** The containers that a number stands for, or that an array of JSON holds. */
  projected(value: unknown, project: Project): readonly ContainerSpec[];
};

/** Nothing is known yet. It is made for one reading, and goes with it. */
export function createKnownContainers(): KnownContainers {
  const texts = createKnownTexts<Known>();
  const found: { readonly known: Known; readonly letters: string }[] = [];
  let room = MOST_BYTES;
  const learn = (bytes: Buffer, at: number): Known | null => {
    const known = room > 0 ? learned(bytes, at) : null;
    if (known === null) return null;
    room -= known.text.length;
    texts.add(known);
    return known;
  };
  return {
    recognised(bytes, at) {
      const near = texts.nearest(bytes, at);
      const known = near && isSame(near, bytes, at) ? near : learn(bytes, at);
      if (known === null) return null;
      const [first] = known.letters;
      const letters = first === undefined ? '' : bytes.toString('latin1', at + first, at + first + LETTERS);
      return { end: at + known.text.length, number: found.push({ known, letters }) - 1 };
    },
    projected(value, project) {
      const one = typeof value === 'number' ? found[value] : undefined;
      if (!one) return project(list(value));
      const { known, letters } = one;
      known.projected ??= project(known.entries);
      return letters === known.own ? known.projected : withLetters(known, known.projected, letters);
    },
  };
}

/** The letters are written into what is known, so that one comparison tells whether everything else is the same. */
function isSame({ text, letters }: Known, bytes: Buffer, at: number): boolean {
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

function learned(bytes: Buffer, at: number): Known | null {
  const end = spanEnd(bytes.subarray(0, at + LONGEST), at + 1, ARRAY) + 1;
  if (end - at < SHORTEST) return null;
  const text = Buffer.from(bytes.subarray(at, end));
  const entries = parsed(text.toString());
  if (entries === null) return null;
  const { own, letters } = lettersIn(text);
  return { text, entries, own, letters, projected: null };
}

function lettersIn(text: Buffer): Pick<Known, 'own' | 'letters'> {
  const none = { own: '', letters: [] };
  if (!text.includes(VOLUME)) return none;
  const written = text.toString('latin1');
  const mounts = [...written.matchAll(TOKEN_MOUNT)];
  const own = mounts[0]?.[1] ?? '';
  // Where such a name stands anywhere else, each letter has to be the same.
  const isAll = mounts.length === written.split(VOLUME).length - 1;
  if (!isAll || mounts.some(([, letters]) => letters !== own)) return none;
  return { own, letters: mounts.map(({ index }) => index + BEFORE_LETTERS.length) };
}

/** Null for what is no JSON: whoever parses the page will say so. */
function parsed(text: string): readonly unknown[] | null {
  try {
    return list(JSON.parse(text));
  } catch {
    return null;
  }
}

function withLetters(
  { own }: Known,
  containers: readonly ContainerSpec[],
  letters: string,
): readonly ContainerSpec[] {
  const [before, now] = [VOLUME + own, VOLUME + letters];
  return containers.map((container) => ({
    ...container,
    mounts: container.mounts.map((mount) => (mount.volume === before ? { ...mount, volume: now } : mount)),
  }));
}
