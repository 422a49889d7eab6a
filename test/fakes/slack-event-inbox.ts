import type { SlackEventEntry, SlackEventInbox } from '../../src/ports/slack-event-inbox.ts';

type Quarantined = Parameters<SlackEventInbox['quarantine']>[0];

/** The inbox in memory. `quarantined` shows what was taken out of the way. */
export function createFakeSlackEventInbox(): SlackEventInbox & {
  readonly quarantined: readonly Quarantined[];
} {
  const entries: SlackEventEntry[] = [];
  const ids = new Set<string>();
  const failures = new Map<string, number>();
  const quarantined: Quarantined[] = [];
  let cursor = 0;
  const undrained = () =>
    entries.slice(cursor).filter(({ entry }) => !quarantined.some((one) => one.entry === entry));
  return {
    quarantined,
    async accept(id, event, at) {
      if (ids.has(id)) return 'repeated';
      ids.add(id);
      entries.push({ entry: `${entries.length + 1}-0`, receivedAt: at, event });
      return 'stored';
    },
    async read(limit) {
      return undrained().slice(0, limit);
    },
    async drained(entry) {
      const index = entries.findIndex((one) => one.entry === entry);
      if (index === -1) throw new Error(`there is no entry ${entry}`);
      cursor = Math.max(cursor, index + 1);
    },
    async failed(entry) {
      const count = (failures.get(entry) ?? 0) + 1;
      failures.set(entry, count);
      return count;
    },
    async quarantine(item) {
      quarantined.push(item);
    },
    async depth() {
      const left = undrained();
      return {
        undrained: left.length,
        oldestAt: left[0]?.receivedAt ?? null,
        quarantined: quarantined.length,
      };
    },
  };
}
