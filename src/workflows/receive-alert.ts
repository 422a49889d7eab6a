import type { Delivery } from '../domain/alert.ts';
import { type AlertRules, policyOfAlert } from '../domain/alert-rules.ts';
import { deliveryIdentity } from '../domain/delivery-identity.ts';
import { watchdogKey, watchdogsHeard } from '../domain/watchdog.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryInbox } from '../ports/delivery-inbox.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Log } from '../ports/log.ts';
import type { WatchdogNotes } from '../ports/watchdog-notes.ts';

export type ReceiveAlertDeps = {
  readonly deliveries: DeliveryInbox;
  readonly watchdogNotes: WatchdogNotes;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly logger: Log;
  readonly rules: AlertRules;
};

/** Stores a delivery; see DeliveryInbox.accept for the answers. Throws Unavailable when it could not be stored. */
export type ReceiveAlert = (delivery: Delivery) => Promise<'stored' | 'heartbeat' | 'full'>;

/**
 * Makes the function that takes deliveries in: one durable write, then the drain is woken. The sender waits for the
 * write only. Wake-ups are coalesced here too, one under way and one to follow: under load there would be one per
 * delivery, each as dear as the write itself.
 */
export function createReceiveAlert(deps: ReceiveAlertDeps): ReceiveAlert {
  const wake = createWake(deps);
  return async (delivery) => {
    const at = deps.clock.now();
    const outcome = await deps.deliveries.accept(delivery, deliveryIdentity(delivery), at);
    // A watchdog says the same for ever, so its deliveries are heartbeats, which nobody drains: noted here.
    for (const watchdog of heardIn(delivery, deps.rules)) await deps.watchdogNotes.heard(watchdog, at);
    if (outcome === 'stored') wake();
    return outcome;
  };
}

function heardIn(delivery: Delivery, rules: AlertRules): readonly string[] {
  const clusterOf = (alert: Delivery['alerts'][number]) => policyOfAlert(rules, delivery, alert).cluster;
  return watchdogsHeard(delivery.alerts, rules.watchdogs, clusterOf).map(watchdogKey);
}

function createWake({ jobs, logger }: Pick<ReceiveAlertDeps, 'jobs' | 'logger'>): () => void {
  let underWay = false;
  let again = false;
  const run = async (): Promise<void> => {
    try {
      do {
        again = false;
        await jobs.drainAlerts();
      } while (again);
    } finally {
      underWay = false;
    }
  };
  return () => {
    again = true;
    if (underWay) return;
    underWay = true;
    run().catch((error: unknown) =>
      logger.warn({ error }, 'the drain could not be woken, the sweep will do it'),
    );
  };
}
