import { compareTs } from './message-ts.ts';
import type { MirroredVersion, MirrorRecord } from './mirror-record.ts';

/** The part of a record that says which text it shows and showed. */
export type Versions = Pick<MirrorRecord, 'text' | 'files' | 'editTs' | 'seenTs' | 'earlier' | 'echoes'>;

export const unseen: Versions = { text: '', files: [], editTs: null, seenTs: null, earlier: [], echoes: [] };

/**
 * Adds a version to what is known of a message. Versions order by their edit ts, those of one edit by when they were
 * seen. A version that says the same as the one before it is no edit; it is kept as an echo, because a late version
 * may turn out to stand between the two. So any order of arrival ends in the same versions.
 * `ts` is the message's own: the place of what was posted.
 */
export function withVersion(known: Versions, version: MirroredVersion, ts: string): Versions {
  const all = [...everySeen(known, ts), version].sort((a, b) => order(a, b, ts));
  return folded(all, ts);
}

/**
 * As `withVersion`, but only the newest version is kept. For the messages of programs: a progress line that is edited
 * a thousand times is not text that people wrote.
 */
export function withLatest(known: Versions, version: MirroredVersion, ts: string): Versions {
  const newest = [...everySeen(known, ts), version].sort((a, b) => order(a, b, ts)).at(-1);
  return newest ? folded([newest], ts) : known;
}

/** True when both show the same text and the same files. */
export function sameContent(
  a: Pick<MirroredVersion, 'text' | 'files'>,
  b: Pick<MirroredVersion, 'text' | 'files'>,
): boolean {
  return contentKey(a) === contentKey(b);
}

function everySeen(known: Versions, ts: string): readonly MirroredVersion[] {
  if (known.seenTs === null) return [];
  const { text, files, editTs, seenTs } = known;
  const shown = [...known.earlier, { text, files, editTs, seenTs }];
  const echoes = known.echoes.flatMap((echo) => {
    const before = shown.findLast((version) => placeOrder(version, echo, ts) < 0);
    return before ? [{ ...before, ...echo }] : [];
  });
  return [...shown, ...echoes];
}

function folded(sorted: readonly MirroredVersion[], ts: string): Versions {
  const shown: MirroredVersion[] = [];
  const echoes: Versions['echoes'][number][] = [];
  sorted.forEach((version, i) => {
    const previous = sorted[i - 1];
    if (previous && order(previous, version, ts) === 0) return;
    const before = shown.at(-1);
    if (before && sameContent(before, version)) {
      echoes.push({ editTs: version.editTs, seenTs: version.seenTs });
    } else {
      shown.push(version);
    }
  });
  const current = shown.pop();
  return current ? { ...current, earlier: shown, echoes } : unseen;
}

function order(a: MirroredVersion, b: MirroredVersion, ts: string): number {
  return placeOrder(a, b, ts) || (contentKey(a) < contentKey(b) ? -1 : contentKey(a) > contentKey(b) ? 1 : 0);
}

type Place = Pick<MirroredVersion, 'editTs' | 'seenTs'>;

function placeOrder(a: Place, b: Place, ts: string): number {
  return compareTs(a.editTs ?? ts, b.editTs ?? ts) || compareTs(a.seenTs, b.seenTs);
}

function contentKey({ text, files }: Pick<MirroredVersion, 'text' | 'files'>): string {
  const byId = [...files].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return JSON.stringify([text, byId.map(({ id, name, size }) => [id, name, size])]);
}
