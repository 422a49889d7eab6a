import type { BodyText } from './body-text.ts';
import { createMemberIn, type MemberIn } from './member-in.ts';
import type { PageCut } from './page-cut.ts';
import { plainArrayEnd } from './plain-array-end.ts';
import type { KnownContainers } from './project/known-containers.ts';
import type { KnownPodSpecs } from './project/known-pod-specs.ts';
import type { Managers } from './project/meta.ts';
import { OBJECT, spanEnd } from './span-end.ts';

/** What of a page is left out. */
type Slimming = {
  /** What of `managedFields` stays: nothing, everything but what is within `fieldsV1`, or all. */
  readonly managers: Managers;
  /** Containers that were seen before: a number stands for them. */
  readonly containers: KnownContainers | null;
  /** Specs of pods that were seen before: the same. */
  readonly podSpecs: KnownPodSpecs | null;
};

/** `at` says what becomes of the member that was found: parts of it or behind it go, it stays, or going on is no use. */
type Cutter = { readonly next: MemberIn; at(bytes: Buffer, at: number): readonly PageCut[] | 'ended' };

const STAYS: readonly PageCut[] = [];
const INSIDE = 'V1":{';

/** Which fields each manager owns is a quarter of an object, and of interest only in kinds whose changes are looked at. */
const fieldPaths: Cutter = {
  next: createMemberIn('"fields', INSIDE),
  at(bytes, at) {
    const begin = at + INSIDE.length;
    const end = spanEnd(bytes, begin, OBJECT);
    return end < 0 ? 'ended' : [{ begin, end, instead: '' }];
  },
};

const FIELDS = 'Fields';
const ENTRIES = '":[';
const SPEC = '"spec":{';

/** In pods the spec comes next, behind the brace at the end of the metadata and what an unusual server writes there. */
const NEAR = 256;

function managers(podSpecs: KnownPodSpecs | null): Cutter {
  return {
    next: createMemberIn('"managed', FIELDS),
    at(bytes, at) {
      const begin = at + FIELDS.length + ENTRIES.length;
      if (bytes.toString('latin1', begin - ENTRIES.length, begin) !== ENTRIES) return STAYS;
      const end = plainArrayEnd(bytes, begin);
      if (end < 0) return 'ended';
      const entries = { begin, end, instead: '' };
      const spec = podSpecs === null ? -1 : bytes.subarray(end, end + NEAR).indexOf(SPEC);
      const known = spec < 0 ? null : podSpecs?.recognised(bytes, end + spec + SPEC.length - 1);
      return known ? [entries, ...known] : [entries];
    },
  };
}

function knownContainers(known: KnownContainers): Cutter {
  return {
    next: createMemberIn('"containers":', '[{"nam'),
    at(bytes, begin) {
      const found = known.recognised(bytes, begin);
      return found ? [{ begin, end: found.end, instead: String(found.number) }] : STAYS;
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
  return (slimming) => {
    const cutters = cuttersFor(slimming);
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

function cuttersFor({ managers: kept, containers, podSpecs }: Slimming): readonly Cutter[] {
  return [
    ...(kept === 'none' ? [managers(podSpecs)] : []),
    ...(kept === 'names' ? [fieldPaths] : []),
    ...(containers ? [knownContainers(containers)] : []),
  ];
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
    const cuts = cutter.at(bytes, at);
    if (cuts === 'ended') {
      next.at = -1;
      continue;
    }
    for (const { begin, end, instead } of cuts) {
      keep(begin);
      for (let n = 0; n < instead.length; n++) bytes[kept++] = instead.charCodeAt(n);
      from = end;
    }
    for (const search of searches) {
      if (search === next || (search.at >= 0 && search.at < from)) {
        search.at = search.cutter.next(bytes, Math.max(from, at + 1));
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
