import type { Presence } from '../../src/ports/presence.ts';

export function createFakePresence(): Presence {
  let last: number | null = null;
  return {
    async lastAlive() {
      return last;
    },
    async alive(at) {
      last = Math.max(at, last ?? 0);
    },
  };
}
