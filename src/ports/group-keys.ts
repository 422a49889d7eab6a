/**
 * Which correlation keys had alerts firing when a group was last heard of. A group whose alerts belong to several
 * incidents says by leaving one out that it is gone from there. Losing a note only makes that alert stale later.
 * Throws Unavailable.
 */
export interface GroupKeys {
  /** By group; a group without a note is left out. */
  of(groups: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** No keys: the note is removed. */
  set(group: string, keys: readonly string[]): Promise<void>;
}
