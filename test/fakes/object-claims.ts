import type { Clock } from '../../src/ports/clock.ts';
import type { Claimant, ObjectClaims } from '../../src/ports/object-claims.ts';

/** Claims in memory; `holders` is whose each object is. */
export function createFakeObjectClaims(clock: Clock): ObjectClaims & {
  readonly holders: ReadonlyMap<string, Claimant>;
} {
  const holders = new Map<string, Claimant & { readonly until: number }>();
  return {
    holders,
    async claim(object, { incident, proposal }, { lasts, from }) {
      const kept = holders.get(object);
      const holder = kept && kept.until > clock.now() ? kept : undefined;
      const isMine = holder?.incident === incident && holder.proposal === proposal;
      const isFrom = holder?.incident === from?.incident && holder?.proposal === from?.proposal;
      if (holder && !isMine && !isFrom) return { incident: holder.incident, proposal: holder.proposal };
      holders.set(object, { incident, proposal, until: clock.now() + lasts });
      return { incident, proposal };
    },
  };
}
