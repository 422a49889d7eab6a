import { groupId } from '../domain/alert.ts';
import { policyOfAlert } from '../domain/alert-rules.ts';
import { type AlertPart, missingPart, splitDelivery } from '../domain/correlation.ts';
import { isWatchdogAlert } from '../domain/watchdog.ts';
import type { DeliveryEntry } from '../ports/delivery-inbox.ts';
import type { DrainAlertsDeps, Work } from './drain-alerts-work.ts';

export type Split = {
  /** In the order in which the entries came. */
  readonly works: readonly Work[];
  /** Notes to be written once the works are applied: group to keys. */
  readonly keysOfGroups: ReadonlyMap<string, readonly string[]>;
};

/**
 * Splits inbox entries into works by correlation key. A key whose alerts fired when the group was last heard of, and
 * of which an untruncated body now holds none, gets a work too: they are gone. Watchdogs are left out, they never open
 * anything.
 */
export async function splitEntries(
  deps: Pick<DrainAlertsDeps, 'groupKeys' | 'rules'>,
  entries: readonly DeliveryEntry[],
): Promise<Split> {
  const groups = [...new Set(entries.map(({ delivery }) => groupId(delivery)))];
  const known = await deps.groupKeys.of(groups);
  const current = new Map(known);
  const works: Work[] = [];
  for (const { entry, receivedAt, delivery } of entries) {
    const { alerts } = delivery;
    const parts = splitDelivery(
      { ...delivery, alerts: alerts.filter(({ labels }) => !isWatchdogAlert(labels, deps.rules.watchdogs)) },
      deps.rules.correlation,
      (alert) => policyOfAlert(deps.rules, delivery, alert),
    );
    const group = groupId(delivery);
    const before = current.get(group) ?? [];
    const isWhole = delivery.truncated === 0 && alerts.length > 0;
    const absent = before.filter((key) => !parts.some((part) => part.key === key));
    const missing = isWhole ? absent.map((key) => missingPart(delivery, key)) : [];
    for (const part of [...parts, ...missing]) works.push({ entry, receivedAt, part });
    current.set(group, [...parts.filter(hasFiring).map(({ key }) => key), ...(isWhole ? [] : absent)]);
  }
  const changed = [...current].filter(([group, keys]) => !sameKeys(known.get(group) ?? [], keys));
  return { works, keysOfGroups: new Map(changed) };
}

function hasFiring(part: AlertPart): boolean {
  return part.alerts.some(({ alert }) => alert.status === 'firing');
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key) => b.includes(key));
}
