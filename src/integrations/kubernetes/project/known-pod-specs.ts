import type { PodSpec } from '../../../domain/cluster/pod-spec.ts';
import type { PageCut } from '../page-cut.ts';
import { OBJECT, spanEnd } from '../span-end.ts';
import { type Fields, fields, isFields } from './fields.ts';
import { createKnownTexts, type KnownText, LONGEST, SHORTEST } from './known-texts.ts';
import { tokenLetters } from './token-volume.ts';

/** Which node the scheduler chose: by this, and by the letters of the token, the specs of two pods differ. */
const NODE = ',"nodeName":"';

const QUOTE = 34;

/** `text`: up to the name of the node, `rest`: behind it; `entries` are both of them. */
type Known = KnownText & {
  readonly rest: Buffer;
  readonly entries: Fields;
  projected: PodSpec | null;
};

/** `spec` projected; `entries`: as it was written, but for the node when it was known. */
type Found = { readonly spec: PodSpec; readonly entries: Fields };

/**
 * The specs of pods by their text. Pods of one workload have the same one but for their node and the letters of their
 * token: what was seen before is neither parsed nor projected again, and all of these pods share one spec.
 */
export type KnownPodSpecs = {
  /** Looks at the spec that begins at `at`, of a pod that has a node. Out: what may go; null when it has to stay. */
  recognised(bytes: Buffer, at: number): readonly PageCut[] | null;
  /** The spec that an object of JSON stands for, or is. */
  projected(value: unknown, project: (entries: Fields) => PodSpec): Found;
};

/** Nothing is known yet. It is made for one reading, and goes with it. */
export function createKnownPodSpecs(): KnownPodSpecs {
  const texts = createKnownTexts(specAt);
  return {
    recognised(bytes, at) {
      const found = texts.recognised(bytes, at);
      if (found === null) return null;
      const { known, number } = found;
      const name = at + known.text.length;
      const behind = bytes.indexOf(QUOTE, name) + 1;
      const end = behind + known.rest.length;
      if (behind === 0 || end > bytes.length || known.rest.compare(bytes, behind, end) !== 0) return null;
      return [
        { begin: at, end: name - NODE.length, instead: `{"known":${number}` },
        { begin: behind, end, instead: '}' },
      ];
    },
    projected(value, project) {
      const written = fields(value);
      const known = texts.numbered(written.known);
      if (!known) return { spec: project(written), entries: written };
      known.projected ??= project(known.entries);
      return { spec: known.projected, entries: known.entries };
    },
  };
}

function specAt(bytes: Buffer, at: number): Known | null {
  const end = spanEnd(bytes.subarray(0, at + LONGEST), at + 1, OBJECT) + 1;
  if (end - at < SHORTEST) return null;
  // Only in this spec: behind one without a node there may be a page full of others without one.
  const offset = bytes.subarray(at, end).indexOf(NODE);
  if (offset < 0) return null;
  const node = at + offset;
  const behind = bytes.indexOf(QUOTE, node + NODE.length) + 1;
  if (behind === 0 || behind >= end) return null;
  const text = Buffer.from(bytes.subarray(at, node + NODE.length));
  const rest = Buffer.from(bytes.subarray(behind, end));
  const entries = parsed(text.toString('utf8', 0, node - at), rest.toString());
  const size = text.length + rest.length;
  return entries && { text, size, letters: tokenLetters(text), rest, entries, projected: null };
}

/** Both parts of an object around its node. Null for what is none: whoever parses the page will say so. */
function parsed(before: string, behind: string): Fields | null {
  try {
    // Each for itself: so the node is no member of anything that is within the spec.
    const parts: readonly unknown[] = [JSON.parse(`${before}}`), JSON.parse(`{"nodeName":""${behind}`)];
    const [first, second] = parts;
    return isFields(first) && isFields(second) ? { ...first, ...second } : null;
  } catch {
    return null;
  }
}
