import type { Actor } from '../../src/domain/actor.ts';
import type { Alert, Delivery } from '../../src/domain/alert.ts';
import type { AlertRules } from '../../src/domain/alert-rules.ts';
import { foldLog } from '../../src/domain/evolve.ts';
import type { FactBody } from '../../src/domain/fact.ts';
import type { Incident } from '../../src/domain/incident.ts';
import type { Request } from '../../src/domain/request.ts';
import { changeIncident } from '../../src/workflows/change-incident.ts';
import { drainAlerts } from '../../src/workflows/drain-alerts.ts';
import { createReceiveAlert } from '../../src/workflows/receive-alert.ts';
import { reconcileAlerts } from '../../src/workflows/reconcile-alerts.ts';
import { releaseHeld } from '../../src/workflows/release-held.ts';
import { watchWatchdogs } from '../../src/workflows/watch-watchdogs.ts';
import { createFakeActiveAlerts } from '../fakes/active-alerts.ts';
import { createFakeDeliveryInbox } from '../fakes/delivery-inbox.ts';
import { createFakeGroupKeys } from '../fakes/group-keys.ts';
import { createIncidentStore } from '../fakes/incident-store.ts';
import { createFakeJobs } from '../fakes/jobs.ts';
import { createFakeLogger } from '../fakes/logger.ts';
import { createFakeMetrics } from '../fakes/metrics.ts';
import { createFakeWatchdogNotes } from '../fakes/watchdog-notes.ts';
import { aDelivery, someRules } from './deliveries.ts';
import { ANA, NOON } from './incident.ts';

/** The bot from the webhook to the log, over fakes of the ports, with a clock that stands until it is moved. */
export function createAlertWorld(rules: AlertRules = someRules()) {
  let now = NOON;
  const deps = {
    ...createIncidentStore(),
    deliveries: createFakeDeliveryInbox(),
    groupKeys: createFakeGroupKeys(),
    watchdogNotes: createFakeWatchdogNotes(),
    activeAlerts: createFakeActiveAlerts(),
    jobs: createFakeJobs(),
    metrics: createFakeMetrics(),
    logger: createFakeLogger(),
    clock: { now: () => now },
    rules,
    unheardAfter: new Map([['default', 15 * 60_000]]),
  };
  const receive = createReceiveAlert(deps);
  const incidents = async (): Promise<readonly Incident[]> => (await deps.index.recent(1_000)).toReversed();
  return {
    ...deps,
    deps,
    passes(span: number): void {
      now += span;
    },
    receive,
    drain: () => drainAlerts(deps),
    /** A delivery comes in and is drained. */
    async hears(alerts: readonly Alert[], over: Partial<Delivery> = {}) {
      const outcome = await receive(aDelivery(alerts, over));
      await drainAlerts(deps);
      return outcome;
    },
    /** What the sweep does for alerts. */
    async sweeps() {
      await releaseHeld(deps);
      await reconcileAlerts(deps);
      await watchWatchdogs(deps);
      await drainAlerts(deps);
    },
    async asks(id: string, request: Request, by: Actor = ANA) {
      const asking = { by, door: 'button' as const, at: now };
      const result = await changeIncident(deps, { id, request, asking, requestId: null });
      if (!result.ok) throw new Error(result.refusal.what);
    },
    incidents,
    /** The only incident there is. */
    async only(): Promise<Incident> {
      const [incident, ...others] = await incidents();
      if (!incident || others.length > 0) throw new Error(`there are ${others.length + (incident ? 1 : 0)}`);
      return incident;
    },
    async kinds(id: string): Promise<readonly FactBody['kind'][]> {
      return (await deps.log.facts(id)).map(({ body }) => body.kind);
    },
    /** Throws when a snapshot is not the fold of its log, or its counts are not those of its episodes. */
    async isConsistent(): Promise<void> {
      for (const incident of await incidents()) {
        const fold = foldLog(incident.id, await deps.log.facts(incident.id));
        if (JSON.stringify(fold) !== JSON.stringify(incident))
          throw new Error(`${incident.id} is not its log`);
        const counts = { firing: 0, resolved: 0, gone: 0, held: 0 };
        for (const { state } of await deps.episodes.all(incident.id)) counts[state] += 1;
        for (const [state, count] of Object.entries(counts)) {
          const told = incident.alerts[state as keyof typeof counts];
          if (told !== count) throw new Error(`${incident.id} says ${told} ${state}, there are ${count}`);
        }
      }
    },
  };
}

export type AlertWorld = ReturnType<typeof createAlertWorld>;
