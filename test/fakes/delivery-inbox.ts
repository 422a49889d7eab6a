import { groupId } from '../../src/domain/alert.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { DeliveryEntry, DeliveryInbox } from '../../src/ports/delivery-inbox.ts';

type Quarantined = Parameters<DeliveryInbox['quarantine']>[0];

/** The inbox in memory. `quarantined` and `confirming` show what was taken out of the way and what wants confirmation. */
export function createFakeDeliveryInbox({
  limit = 50_000,
}: {
  readonly limit?: number;
} = {}): DeliveryInbox & {
  readonly quarantined: readonly Quarantined[];
  readonly confirming: ReadonlySet<string>;
} {
  let entries: DeliveryEntry[] = [];
  let lastEntry = 0;
  const last = new Map<string, string>();
  const heard = new Map<string, Instant>();
  const failures = new Map<string, number>();
  const confirming = new Set<string>();
  const quarantined: Quarantined[] = [];
  return {
    quarantined,
    confirming,
    async accept(delivery, identity, at) {
      const group = groupId(delivery);
      const isEqual = last.get(group) === identity;
      if (isEqual && !confirming.has(group)) {
        heard.set(group, Math.max(heard.get(group) ?? 0, at));
        return 'heartbeat';
      }
      if (entries.length >= limit) return 'full';
      lastEntry += 1;
      entries.push({ entry: `${lastEntry}-0`, receivedAt: at, delivery: structuredClone(delivery) });
      last.set(group, identity);
      heard.set(group, Math.max(heard.get(group) ?? 0, at));
      return 'stored';
    },
    async read(count) {
      return entries.slice(0, count);
    },
    async drained(entry) {
      const number = Number.parseInt(entry, 10);
      entries = entries.filter((one) => Number.parseInt(one.entry, 10) > number);
    },
    async failed(entry) {
      const count = (failures.get(entry) ?? 0) + 1;
      failures.set(entry, count);
      return count;
    },
    async quarantine(item) {
      const entry = entries.find((one) => one.entry === item.entry);
      if (item.entry !== null && !entry) return;
      if (entry) last.delete(groupId(entry.delivery));
      entries = entries.filter((one) => one !== entry);
      quarantined.push(item);
    },
    async expectConfirmation(group, wanted) {
      if (wanted) confirming.add(group);
      else confirming.delete(group);
    },
    async lastHeard(group) {
      return heard.get(group) ?? null;
    },
    async depth() {
      return {
        undrained: entries.length,
        oldestAt: entries[0]?.receivedAt ?? null,
        quarantined: quarantined.length,
      };
    },
  };
}
