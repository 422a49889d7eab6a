import type { Alert, Delivery } from './alert.ts';

/**
 * The canonical text of what a delivery says: sender, receiver, group, and per alert its fingerprint, status, start
 * and (when resolved) end, whatever their order. Two deliveries with equal texts say the same; annotations, common
 * labels and the sender's own address are left out because they differ between HA peers and between sends of one alert.
 * How many alerts `max_alerts` cut off is part of it: the group behind equal alerts may have grown or shrunk.
 */
export function deliveryIdentity(delivery: Delivery): string {
  const alerts = delivery.alerts.map(alertIdentity).sort();
  return JSON.stringify([
    delivery.source,
    delivery.receiver,
    delivery.groupKey,
    delivery.truncated,
    ...new Set(alerts),
  ]);
}

function alertIdentity({ fingerprint, status, startsAt, endedAt }: Alert): string {
  return JSON.stringify([fingerprint, status, startsAt, status === 'resolved' ? endedAt : '']);
}
