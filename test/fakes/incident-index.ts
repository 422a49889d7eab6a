import type { Incident } from '../../src/domain/incident.ts';
import { isOpen } from '../../src/domain/status.ts';
import type { IncidentIndex } from '../../src/ports/incident-index.ts';
import type { FakeStore } from './incident-log.ts';

/** Finds incidents in the store that the fake log writes. */
export function createFakeIncidentIndex(store: FakeStore): IncidentIndex {
  const newestFirst = (): Incident[] =>
    [...store.incidents.values()].map(({ incident }) => incident).sort((a, b) => b.number - a.number);
  const open = () => newestFirst().filter(({ status }) => isOpen(status));
  return {
    async byChannel(channel) {
      return store.channels.get(channel) ?? null;
    },
    async byCorrelationKey(key) {
      return store.claims.get(key) ?? null;
    },
    async openIds() {
      return open().map(({ id }) => id);
    },
    async open() {
      return open();
    },
    async recent(limit) {
      return newestFirst().slice(0, limit);
    },
    async due(at, limit) {
      return [...store.dueAt]
        .filter(([, due]) => due <= at)
        .sort(([, a], [, b]) => a - b)
        .slice(0, limit)
        .map(([id]) => id);
    },
    async setNextDue(id, version, at) {
      if ((store.incidents.get(id)?.incident.version ?? 0) > version) return;
      if (at === null) store.dueAt.delete(id);
      else store.dueAt.set(id, at);
    },
    async storm(since) {
      const all = newestFirst();
      return {
        declared: all.filter(({ origin, times }) => origin === 'alert' && times.declaredAt > since).length,
        open: all.find(({ origin, status }) => origin === 'storm' && isOpen(status))?.id ?? null,
      };
    },
  };
}
