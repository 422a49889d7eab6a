/** A Redis stream's entry id, `<ms>-<seq>`, in parts. */
export type EntryId = { readonly ms: number; readonly seq: number };

/** Reads an entry id; `1-0` and `1` are the same. Throws RangeError for anything else: it never came from an inbox. */
export function parseEntryId(entry: string): EntryId {
  const [, ms, seq = '0'] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(entry) ?? [];
  if (ms === undefined) throw new RangeError('not the id of an inbox entry');
  return { ms: Number(ms), seq: Number(seq) };
}

/** The same id as text whose order is the order of entries. */
export function sortableEntryId({ ms, seq }: EntryId): string {
  return `${String(ms).padStart(15, '0')}-${String(seq).padStart(15, '0')}`;
}

/** The mark that this part of an entry was applied. */
export function appliedMark(entry: string, part: string): string {
  return `${sortableEntryId(parseEntryId(entry))}|${part}`;
}
