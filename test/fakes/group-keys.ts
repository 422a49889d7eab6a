import type { GroupKeys } from '../../src/ports/group-keys.ts';

/** The notes in memory. */
export function createFakeGroupKeys(): GroupKeys & {
  readonly notes: ReadonlyMap<string, readonly string[]>;
} {
  const notes = new Map<string, readonly string[]>();
  return {
    notes,
    async of(groups) {
      return new Map([...notes].filter(([group]) => groups.includes(group)));
    },
    async set(group, keys) {
      if (keys.length === 0) notes.delete(group);
      else notes.set(group, [...keys]);
    },
  };
}
