import type { Shown, SideNotes } from '../../src/ports/side-notes.ts';

/** Side notes in memory; who holds something exclusively is known until the work is over. */
export function createFakeSideNotes(): SideNotes & { readonly held: Set<string> } {
  const held = new Set<string>();
  const begun = new Set<string>();
  const shown = new Map<string, Shown>();
  return {
    held,
    async beginStep(id, step) {
      const before = begun.has(`${id} ${step}`);
      begun.add(`${id} ${step}`);
      return before;
    },
    async shown(id, view) {
      return shown.get(`${id} ${view}`) ?? null;
    },
    async setShown(id, view, what) {
      shown.set(`${id} ${view}`, what);
    },
    async exclusively(id, work) {
      if (held.has(id)) return undefined;
      held.add(id);
      try {
        return await work();
      } finally {
        held.delete(id);
      }
    },
  };
}
