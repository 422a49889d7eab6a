import type { ContainerSpec } from '../../../domain/cluster/pod-spec.ts';
import { ARRAY, spanEnd } from '../span-end.ts';
import { list } from './fields.ts';
import { createKnownTexts, type KnownText, LONGEST, SHORTEST } from './known-texts.ts';
import { tokenLetters } from './token-volume.ts';

type Project = (entries: readonly unknown[]) => readonly ContainerSpec[];

type Known = KnownText & {
  readonly entries: readonly unknown[];
  projected: readonly ContainerSpec[] | null;
};

/**
 * The containers of templates by their text, and of pods that have no node yet. Revisions of one workload mostly have
 * those of the one before: what was seen before is neither parsed nor projected again.
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
  const texts = createKnownTexts(arrayAt);
  return {
    recognised(bytes, at) {
      const found = texts.recognised(bytes, at);
      return found && { end: at + found.known.text.length, number: found.number };
    },
    projected(value, project) {
      const known = texts.numbered(value);
      if (!known) return project(list(value));
      known.projected ??= project(known.entries);
      return known.projected;
    },
  };
}

function arrayAt(bytes: Buffer, at: number): Known | null {
  const end = spanEnd(bytes.subarray(0, at + LONGEST), at + 1, ARRAY) + 1;
  if (end - at < SHORTEST) return null;
  const text = Buffer.from(bytes.subarray(at, end));
  const entries = parsed(text.toString());
  return entries && { text, size: text.length, letters: tokenLetters(text), entries, projected: null };
}

/** Null for what is no JSON: whoever parses the page will say so. */
function parsed(json: string): readonly unknown[] | null {
  try {
    return list(JSON.parse(json));
  } catch {
    return null;
  }
}
