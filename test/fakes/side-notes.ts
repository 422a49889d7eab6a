import type { Shown, SideNotes } from '../../src/ports/side-notes.ts';

/** Side notes in memory; who holds something exclusively is known until the work is over. */
export function createFakeSideNotes(): SideNotes & { readonly held: Set<string> } {
  const held = new Set<string>();
  const begun = new Set<string>();
  const first = new Map<string, string>();
  const shown = new Map<string, Shown>();
  return {
    held,
    async beginStep(id, step) {
      const before = begun.has(`${id} ${step}`);
      begun.add(`${id} ${step}`);
      return before;
    },
    async keepFirst(id, what, value) {
      const kept = first.get(`${id} ${what}`) ?? value;
      first.set(`${id} ${what}`, kept);
      return kept;
    },
    async forgetStep(id, step) {
      begun.delete(`${id} ${step}`);
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
