import type { BodyText } from './body-text.ts';
import { createMemberIn, type MemberIn } from './member-in.ts';
import type { KnownContainers } from './project/known-containers.ts';
import { OBJECT, spanEnd } from './span-end.ts';

/** What of a page is left out. */
type Slimming = {
  /** What is within `fieldsV1`. */
  readonly withoutFieldPaths: boolean;
  /** Containers of pods and templates that were seen before: a number stands for them. */
  readonly known: KnownContainers | null;
};

/** A part of a page that goes, and what comes in its place. */
type Cut = { readonly begin: number; readonly end: number; readonly instead: string };

/** `at` says what becomes of the member that was found: a part of it goes, it stays, or there is no use in going on. */
type Cutter = { readonly next: MemberIn; at(bytes: Buffer, at: number): Cut | 'stays' | 'ended' };

const INSIDE = 'V1":{';

/** Which fields each manager owns is a quarter of a pod, and of interest only in kinds whose changes are looked at. */
const fieldPaths: Cutter = {
  next: createMemberIn('"fields', INSIDE),
  at(bytes, at) {
    const begin = at + INSIDE.length;
    const end = spanEnd(bytes, begin, OBJECT);
    return end < 0 ? 'ended' : { begin, end, instead: '' };
  },
};

function knownContainers(known: KnownContainers): Cutter {
  return {
    next: createMemberIn('"containers":', '[{"nam'),
    at(bytes, begin) {
      const found = known.recognised(bytes, begin);
      return found ? { begin, end: found.end, instead: String(found.number) } : 'stays';
    },
  };
}

/**
 * Makes the texts of pages out of their bytes, without what nobody will look at and without what is known already: that
 * is two thirds of a list of pods, and parsing is most of the work. What is no JSON stays none. The pages of one maker
 * share its memory, so that each page does not have to be given some by the system.
 */
export function createPageTexts(): (slimming: Slimming) => BodyText {
  let memory = Buffer.alloc(0);
  const together = (chunks: readonly Buffer[]): Buffer => {
    const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    if (memory.length < length) memory = Buffer.allocUnsafeSlow(length);
    let at = 0;
    for (const chunk of chunks) at += chunk.copy(memory, at);
    return memory.subarray(0, length);
  };
  return ({ withoutFieldPaths, known }) => {
    const cutters = [...(withoutFieldPaths ? [fieldPaths] : []), ...(known ? [knownContainers(known)] : [])];
    let chunks: Buffer[] = [];
    return {
      open() {
        chunks = [];
        return (chunk) => void chunks.push(chunk);
      },
      whole() {
        const bytes = together(chunks);
        chunks = [];
        return bytes.toString('utf8', 0, slimmed(bytes, cutters));
      },
    };
  };
}

/** Moves what stays to the front, what goes being found from left to right. Out: how much stays. */
function slimmed(bytes: Buffer, cutters: readonly Cutter[]): number {
  const searches = cutters.map((cutter) => ({ cutter, at: cutter.next(bytes, 0) }));
  let kept = 0;
  let from = 0;
  const keep = (to: number) => {
    if (kept !== from) bytes.copyWithin(kept, from, to);
    kept += to - from;
  };
  for (let next = nearest(searches); next !== null; next = nearest(searches)) {
    const { cutter, at } = next;
    const cut = cutter.at(bytes, at);
    if (cut === 'ended') next.at = -1;
    else if (cut === 'stays') next.at = cutter.next(bytes, at + 1);
    else {
      keep(cut.begin);
      kept += bytes.write(cut.instead, kept, 'latin1');
      from = cut.end;
      for (const search of searches) {
        if (search.at >= 0 && search.at < from) search.at = search.cutter.next(bytes, from);
      }
    }
  }
  keep(bytes.length);
  return kept;
}

function nearest<T extends { readonly at: number }>(searches: readonly T[]): T | null {
  let first: T | null = null;
  for (const search of searches) {
    if (search.at >= 0 && (first === null || search.at < first.at)) first = search;
  }
  return first;
}
