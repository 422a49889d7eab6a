import type { DeliveryEntry } from '../ports/delivery-inbox.ts';
import { applyWorks } from './drain-alerts-apply.ts';
import type { Failures } from './drain-alerts-isolate.ts';
import { splitEntries } from './drain-alerts-split.ts';
import type { DrainAlertsDeps } from './drain-alerts-work.ts';

/** Deliveries of one round. Each may hold hundreds of alerts. */
const BATCH = 100;

/** After this many failures an entry is taken out of the way. */
const MAX_FAILURES = 3;

/**
 * Applies what lies in the inbox of deliveries, in order, until it is empty or something fails that must be tried
 * again later; the sweep comes back for that. Can be interrupted anywhere and run again. Throws Unavailable or
 * Misconfigured when the store can't be reached.
 */
export async function drainAlerts(deps: DrainAlertsDeps): Promise<void> {
  for (;;) {
    const entries = await deps.deliveries.read(BATCH);
    if (entries.length === 0) return;
    const { works, keysOfGroups } = await splitEntries(deps, entries);
    const failures: Failures = { failed: new Map(), waiting: new Set() };
    await applyWorks(deps, works, failures);
    const isClear = await settle(deps, entries, failures);
    // What waits is split again, and must then find the groups as they were before it.
    if (failures.failed.size === 0 && failures.waiting.size === 0) {
      await Promise.all([...keysOfGroups].map(([group, keys]) => deps.groupKeys.set(group, keys)));
    }
    await moveCursor(deps, entries, failures);
    if (!isClear) return;
  }
}

/** Counts failures, and takes what failed too often out of the way. False: something is left to try again. */
async function settle(
  deps: DrainAlertsDeps,
  entries: readonly DeliveryEntry[],
  failures: Failures,
): Promise<boolean> {
  for (const [entry, error] of failures.failed) {
    const count = await deps.deliveries.failed(entry);
    if (count < MAX_FAILURES) {
      deps.logger.warn({ entry, count, error }, 'a delivery could not be applied, it will be tried again');
      continue;
    }
    const body = JSON.stringify(entries.find((one) => one.entry === entry)?.delivery);
    const reason = error instanceof Error ? error.message : String(error);
    await deps.deliveries.quarantine({ entry, body, reason }, deps.clock.now());
    deps.metrics.count('inbox_quarantined_total', { inbox: 'alerts' });
    deps.logger.error({ entry, error }, 'a delivery failed too often, it is in quarantine');
    failures.failed.delete(entry);
  }
  return failures.failed.size === 0;
}

/** Up to the first entry that is not wholly applied. What was applied behind it is remembered by the log. */
async function moveCursor(
  deps: Pick<DrainAlertsDeps, 'deliveries'>,
  entries: readonly DeliveryEntry[],
  { failed, waiting }: Failures,
): Promise<void> {
  const first = entries.findIndex(({ entry }) => failed.has(entry) || waiting.has(entry));
  const done = first === -1 ? entries.at(-1) : entries[first - 1];
  if (done) await deps.deliveries.drained(done.entry);
}
