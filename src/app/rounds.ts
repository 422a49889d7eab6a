import { every } from '../integrations/system/every.ts';
import { backfillAfterAbsence } from '../workflows/backfill-after-absence.ts';
import { sweep, wakeDue } from '../workflows/sweep.ts';
import type { World } from './create-world.ts';

/** How often each round comes, in milliseconds. */
export type Pace = { readonly due: number; readonly presence: number; readonly sweep: number };

export const PACE: Pace = { due: 1_000, presence: 15_000, sweep: 30_000 };

/** Starts what comes round again and again in every process. Whatever one round can't do, the next one will. */
export function startRounds(world: World, pace: Pace): { stop(): Promise<void> } {
  const { clock, logger, store, jobs, slack } = world;
  const deps = { ...store, jobs, clock };
  const rounds = [
    every(pace.due, () => wakeDue(deps), logger),
    every(pace.sweep, () => sweep(deps), logger),
    every(
      pace.presence,
      async () => {
        // While Slack does not reach us we are away, whatever our own pulse says.
        if (slack.trouble() === null) await backfillAfterAbsence(deps);
      },
      logger,
    ),
  ];
  return {
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()));
    },
  };
}
