import type { Alert, Episode } from '../domain/alert.ts';
import { type AlertRules, policyOfAlert } from '../domain/alert-rules.ts';
import { type AlertPart, splitDelivery } from '../domain/correlation.ts';
import type { GroupSummary, IncidentId } from '../domain/fact.ts';
import type { Instant } from '../domain/instant.ts';
import { declareForKey } from './drain-alerts-declare.ts';
import { applyToOwner } from './drain-alerts-owner.ts';
import type { ApplyDeps, Work } from './drain-alerts-work.ts';

/**
 * What was found out about an incident's episodes without a delivery, as works. `status` is what they are by now; each
 * stays in its group, and says nothing about the others of that group.
 */
export function foundWorks(
  rules: AlertRules,
  group: GroupSummary,
  found: readonly { readonly episode: Episode; readonly status: Alert['status'] }[],
  at: Instant,
): readonly Work[] {
  const alerts = found.map(({ episode, status }) => asAlert(episode, status));
  const delivery = {
    ...group,
    groupLabels: group.labels,
    commonLabels: {},
    commonAnnotations: {},
    routeLabels: {},
    alerts,
  };
  return splitDelivery(delivery, rules.correlation, (alert) => policyOfAlert(rules, delivery, alert)).map(
    (part): Work => ({ entry: null, receivedAt: at, part: { ...part, present: new Set() } }),
  );
}

/** That none but these alerts of the group fire: Alertmanager itself said so, nothing was cut off. */
export function goneWork(group: GroupSummary, active: ReadonlySet<string>, at: Instant): Work {
  const part: AlertPart = {
    key: '',
    labels: {},
    group: { ...group, truncated: 0 },
    alerts: [],
    commonAnnotations: {},
    // An empty body would prove nothing; this is a whole answer, even when nothing is in it.
    present: new Set([...active, '']),
  };
  return { entry: null, receivedAt: at, part };
}

/**
 * Applies findings to their incident; a new occurrence after its end opens a new one. A lost race is not tried again:
 * what was found may no longer hold, and the next sweep looks anew.
 */
export async function applyFound(
  deps: ApplyDeps,
  id: IncidentId,
  works: readonly Work[],
  origin: 'alert' | 'watchdog' = 'alert',
): Promise<void> {
  if (works.length === 0) return;
  const { declare } = await applyToOwner(deps, id, works);
  for (const [key, rest] of Map.groupBy(declare, ({ part }) => part.key)) {
    await declareForKey(deps, { key, from: id, works: rest }, origin);
  }
}

function asAlert(episode: Episode, status: Alert['status']): Alert {
  const { fingerprint, startsAt, startedAt, endedAt, labels, annotations, generatorUrl } = episode;
  return { fingerprint, status, startsAt, startedAt, endedAt, labels, annotations, generatorUrl };
}
