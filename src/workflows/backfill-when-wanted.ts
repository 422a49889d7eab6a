import type { Backfills } from '../ports/backfills.ts';
import { type BackfillDeps, backfillChannel } from './backfill-channel.ts';

export type WantedDeps = BackfillDeps & { readonly backfills: Pick<Backfills, 'wanted'> };

/**
 * Reads a channel back if that is still to be done. Who waits for a reading wakes it again and again while it is under
 * way (backfill-after-absence.ts), and such a wake-up may come when it is over: it must not begin anew. Throws RateLimited,
 * Unavailable or Misconfigured.
 */
export async function backfillWhenWanted(deps: WantedDeps, channel: string): Promise<void> {
  const isWanted = (await deps.backfills.wanted()).includes(channel);
  if (isWanted || (await deps.mirror.readUpTo(channel)) === null) await backfillChannel(deps, channel);
}
