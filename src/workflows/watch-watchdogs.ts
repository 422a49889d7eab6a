import type { Labels } from '../domain/alert.ts';
import type { AlertPart } from '../domain/correlation.ts';
import { MINUTE } from '../domain/instant.ts';
import { policyFor } from '../domain/routing.ts';
import {
  type Silence,
  silencePart,
  silenceSince,
  stateOf,
  type Watchdog,
  watchdogKey,
} from '../domain/watchdog.ts';
import type { DeliveryInbox } from '../ports/delivery-inbox.ts';
import type { WatchdogNotes } from '../ports/watchdog-notes.ts';
import { declareForKey } from './drain-alerts-declare.ts';
import { applyFound } from './drain-alerts-found.ts';
import type { ApplyDeps, Work } from './drain-alerts-work.ts';

export type WatchWatchdogsDeps = Omit<ApplyDeps, 'deliveries'> & {
  readonly deliveries: Pick<DeliveryInbox, 'depth' | 'expectConfirmation'>;
  readonly watchdogNotes: WatchdogNotes;
};

/** The sweep comes every 30 s; longer without it, and the bot was down. */
const HOLE = 2 * MINUTE;

/**
 * Watches the alerts that must keep firing. Unheard for its time, while the bot was up and its inbox is drained:
 * alerting itself is down, which is an incident; heard again: its alert is over. Run from every sweep, also to note
 * that the bot is up. Throws Unavailable when the store can't be reached.
 */
export async function watchWatchdogs(deps: WatchWatchdogsDeps): Promise<void> {
  const at = deps.clock.now();
  const upSince = await deps.watchdogNotes.upSince(at, HOLE);
  if (deps.rules.watchdogs.length === 0) return;
  // What is not drained yet may hold more than we know; nobody is called because of our own delay.
  if ((await deps.deliveries.depth()).undrained > 0) return;
  for (const watchdog of deps.rules.watchdogs) {
    const lastHeard = await deps.watchdogNotes.lastHeard(watchdogKey(watchdog));
    const state = stateOf(watchdog, { at, lastHeard, upSince });
    if (state === 'silent') await tellSilence(deps, watchdog, silenceSince(lastHeard, upSince));
    if (state === 'heard') await endSilence(deps, watchdog, lastHeard ?? at);
  }
}

async function tellSilence(deps: WatchWatchdogsDeps, watchdog: Watchdog, silence: Silence): Promise<void> {
  const work = workOf(deps, watchdog, silence);
  const { key } = work.part;
  const owner = await deps.index.byCorrelationKey(key);
  if (owner) await applyFound(deps, owner, [work], 'watchdog');
  else await declareForKey(deps, { key, from: null, works: [work] }, 'watchdog');
}

async function endSilence(deps: WatchWatchdogsDeps, watchdog: Watchdog, endedAt: number): Promise<void> {
  const key = watchdogKey(watchdog);
  const owner = await deps.index.byCorrelationKey(key);
  if (!owner) return;
  const [episode] = await deps.episodes.of(owner, [key]);
  if (!episode || episode.state === 'resolved') return;
  const { startsAt, startedAt } = episode;
  await applyFound(deps, owner, [workOf(deps, watchdog, { startsAt, startedAt, endedAt })], 'watchdog');
}

function workOf(deps: WatchWatchdogsDeps, watchdog: Watchdog, silence: Silence): Work {
  const { alertname, cluster } = watchdog;
  const labels: Labels = cluster === null ? { alertname } : { alertname, cluster };
  const policy = policyFor(labels, deps.rules.routing, cluster);
  const part: AlertPart = silencePart(watchdog, silence, policy);
  return { entry: null, receivedAt: deps.clock.now(), part };
}
