import type { IncidentId } from '../../src/domain/fact.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Episodes } from '../../src/ports/episodes.ts';
import type { FakeStore } from './incident-log.ts';

/** The alert episodes in the store that the fake log writes. */
export function createFakeEpisodes(store: FakeStore): Episodes {
  const lastSeen = new Map<IncidentId, Instant>();
  const all = (id: IncidentId) => [...(store.episodes.get(id)?.values() ?? [])];
  return {
    async all(id) {
      return all(id);
    },
    async of(id, fingerprints) {
      return fingerprints.flatMap((fingerprint) => {
        const own = all(id).filter((episode) => episode.fingerprint === fingerprint);
        return own.length ? [own.reduce((a, b) => (b.startedAt >= a.startedAt ? b : a))] : [];
      });
    },
    async ofGroup(id, group) {
      return all(id).filter((episode) => episode.group === group);
    },
    async groups(id, among) {
      const groups = [...(store.groups.get(id)?.values() ?? [])];
      return among ? groups.filter((group) => among.includes(group.id)) : groups;
    },
    async lastSeenAt(id) {
      return lastSeen.get(id) ?? null;
    },
    async touch(id, at) {
      lastSeen.set(id, at);
    },
  };
}
