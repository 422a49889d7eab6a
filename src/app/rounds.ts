import { HOUR } from '../domain/instant.ts';
import { after } from '../integrations/system/after.ts';
import { every } from '../integrations/system/every.ts';
import { backfillAfterAbsence } from '../workflows/backfill-after-absence.ts';
import { reconcileAlerts } from '../workflows/reconcile-alerts.ts';
import { rehearseAll } from '../workflows/rehearse-diagnosis.ts';
import { releaseHeld } from '../workflows/release-held.ts';
import { sweep, wakeDue } from '../workflows/sweep.ts';
import { watchWatchdogs } from '../workflows/watch-watchdogs.ts';
import type { World } from './create-world.ts';

/** How often each round comes, in milliseconds. */
export type Pace = {
  readonly due: number;
  readonly presence: number;
  readonly sweep: number;
  /** Of the check that the identities for reading clusters can do no harm. */
  readonly harmlessness: number;
  /** How long after the start a diagnosis of each cluster is rehearsed. */
  readonly rehearsal: number;
};

/** Something that comes round until it is stopped. */
export type Rounds = { stop(): Promise<void> };

/** A process that falls over at its start again and again does not live to read a whole cluster each time. */
const REHEARSAL = 20_000;

export const PACE: Pace = {
  due: 1_000,
  presence: 15_000,
  sweep: 30_000,
  harmlessness: HOUR,
  rehearsal: REHEARSAL,
};

/** Starts what workers do again and again. Whatever one round can't do, the next one will. */
export function startWorkerRounds(world: World, pace: Pace): Rounds {
  const { config, clock, logger, metrics, store, jobs, activeAlerts, unheardAfter, clusters } = world;
  const deps = { ...store, jobs, clock, metrics, logger, activeAlerts, unheardAfter, rules: config.alerts };
  // At the start, too: nothing is read before the first check, so nobody has to wait for it later.
  void clusters.checkAll();
  return together([
    every(pace.due, () => wakeDue(deps), logger),
    every(pace.sweep, () => sweep(deps), logger),
    every(pace.sweep, () => releaseHeld(deps), logger),
    every(pace.sweep, () => reconcileAlerts(deps), logger),
    every(pace.sweep, () => watchWatchdogs(deps), logger),
    every(pace.harmlessness, () => clusters.checkAll(), logger),
    after(pace.rehearsal, (isStopped) => rehearseAll({ clusters, clock, logger }, isStopped)),
  ]);
}

/** Starts what whoever hears Slack does again and again. While Slack does not reach us we are away, whatever our pulse. */
export function startHearingRounds({ clock, logger, store, jobs, slack }: World, pace: Pace): Rounds {
  const deps = { ...store, jobs, clock };
  const noteThatWeHear = async (): Promise<void> => {
    if (slack.trouble() === null) await backfillAfterAbsence(deps);
  };
  return together([every(pace.presence, noteThatWeHear, logger)]);
}

function together(rounds: readonly Rounds[]): Rounds {
  return {
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()));
    },
  };
}
