import type { Episode } from '../domain/alert.ts';
import { deliveryIdentity } from '../domain/delivery-identity.ts';
import { foundDelivery, isUnheard } from '../domain/found-alert.ts';
import type { Incident } from '../domain/incident.ts';
import type { ActiveAlert, ActiveAlerts } from '../ports/active-alerts.ts';
import type { DeliveryInbox } from '../ports/delivery-inbox.ts';
import { Misconfigured, Unavailable } from '../ports/failures.ts';
import type { Log } from '../ports/log.ts';
import { applyFound, goneWork } from './drain-alerts-found.ts';
import type { ApplyDeps } from './drain-alerts-work.ts';

export type ReconcileAlertsDeps = Omit<ApplyDeps, 'deliveries'> & {
  readonly deliveries: Pick<DeliveryInbox, 'accept' | 'expectConfirmation' | 'lastHeard'>;
  readonly activeAlerts: ActiveAlerts;
  readonly logger: Log;
  /** By source: an alert active for longer than this (milliseconds) should have been delivered. */
  readonly unheardAfter: ReadonlyMap<string, number>;
};

/** Incidents that are over still own alerts; this many of the newest are looked at. */
const NEWEST = 200;

/**
 * Compares what we were told with what is true. Notes when Alertmanager last spoke of each open incident, heartbeats
 * included. Where its API is configured: what is stale and not active there is gone, what is active is not stale, and
 * active alerts that we never heard of become deliveries of their own. Run from the sweep. Throws Unavailable when the
 * store can't be reached; an Alertmanager that can't be asked is only logged.
 */
export async function reconcileAlerts(deps: ReconcileAlertsDeps): Promise<void> {
  const open = (await deps.index.open()).filter(({ alerts }) => alerts.firing > 0 || alerts.truncated > 0);
  for (const incident of open) await noteHeard(deps, incident);
  const stale = await filterStale(deps, open);
  for (const source of deps.rules.sources.keys()) {
    const active = await listActive(deps, source);
    if (!active) continue;
    for (const incident of stale) await confirm(deps, incident, source, active);
    await takeUpUnheard(deps, source, active);
  }
}

/** Heartbeats are kept by group in the inbox; an incident is as fresh as its freshest group. */
async function noteHeard(deps: ReconcileAlertsDeps, { id }: Incident): Promise<void> {
  const groups = await deps.episodes.groups(id);
  const heard = await Promise.all(groups.map((group) => deps.deliveries.lastHeard(group.id)));
  const last = Math.max(0, ...heard.filter((at) => at !== null));
  if (last > ((await deps.episodes.lastSeenAt(id)) ?? 0)) await deps.episodes.touch(id, last);
}

async function filterStale(
  deps: ReconcileAlertsDeps,
  open: readonly Incident[],
): Promise<readonly Incident[]> {
  const now = deps.clock.now();
  const seen = await Promise.all(open.map(({ id }) => deps.episodes.lastSeenAt(id)));
  return open.filter(({ policy }, i) => now - (seen[i] ?? 0) > policy.staleAfter);
}

async function listActive(deps: ReconcileAlertsDeps, source: string): Promise<readonly ActiveAlert[] | null> {
  try {
    return await deps.activeAlerts.list(source);
  } catch (error) {
    if (!(error instanceof Unavailable || error instanceof Misconfigured)) throw error;
    deps.logger.warn({ source, error }, 'alertmanager could not be asked what is active');
    return null;
  }
}

async function confirm(
  deps: ReconcileAlertsDeps,
  { id }: Incident,
  source: string,
  active: readonly ActiveAlert[],
): Promise<void> {
  const groups = (await deps.episodes.groups(id)).filter((group) => group.source === source);
  const now = deps.clock.now();
  const firing = new Set(
    active.filter(({ state }) => state === 'active').map(({ fingerprint }) => fingerprint),
  );
  await applyFound(
    deps,
    id,
    groups.map((group) => goneWork(group, firing, now)),
  );
  const own = await deps.episodes.all(id);
  if (own.some((episode) => isAlive(episode) && firing.has(episode.fingerprint))) {
    await deps.episodes.touch(id, now);
  }
}

/** Their deliveries were lost, or never sent: silenced at first, or fired during an outage of ours. */
async function takeUpUnheard(
  deps: ReconcileAlertsDeps,
  source: string,
  active: readonly ActiveAlert[],
): Promise<void> {
  const now = deps.clock.now();
  const after = deps.unheardAfter.get(source);
  if (after === undefined) return;
  const suspects = active.filter((alert) => isUnheard(alert, source, deps.rules, now - after));
  if (suspects.length === 0) return;
  const { known, groupLabels } = await knownAlerts(deps, source);
  const unheard = suspects.filter(({ fingerprint }) => !known.has(fingerprint));
  for (const alert of unheard) {
    const delivery = foundDelivery(alert, source, deps.rules, groupLabels);
    await deps.deliveries.accept(delivery, deliveryIdentity(delivery), now);
    deps.logger.info({ source, fingerprint: alert.fingerprint }, 'an active alert was never delivered');
  }
  if (unheard.length > 0) await deps.jobs.drainAlerts();
}

async function knownAlerts(deps: ReconcileAlertsDeps, source: string) {
  const known = new Set<string>();
  const groupLabels = new Map<string, readonly string[]>();
  const incidents = new Map<string, Incident>();
  for (const one of [...(await deps.index.open()), ...(await deps.index.recent(NEWEST))]) {
    if (one.alerts.groups > 0) incidents.set(one.id, one);
  }
  for (const { id, alerts } of incidents.values()) {
    if (alerts.firing + alerts.held > 0) {
      for (const episode of await deps.episodes.all(id)) if (isAlive(episode)) known.add(episode.fingerprint);
    }
    for (const group of await deps.episodes.groups(id)) {
      if (group.source === source) groupLabels.set(group.receiver, Object.keys(group.labels));
    }
  }
  return { known, groupLabels };
}

function isAlive({ state }: Episode): boolean {
  return state === 'firing' || state === 'held';
}
