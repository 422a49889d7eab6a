import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Episode } from '../../../src/domain/alert.ts';
import type { GroupSummary } from '../../../src/domain/fact.ts';
import type { Append } from '../../../src/ports/incident-log.ts';
import { anEpisode } from '../../builders/alerts.ts';
import { NOON } from '../../builders/incident.ts';
import { aFirstAppend, aNote, anAppend } from './build-append.ts';
import { startStore } from './start-store.ts';

const aGroup = (id: string, truncated = 0): GroupSummary => ({
  ...{ id, source: 'default', receiver: 'keyturn', groupKey: id },
  ...{ labels: {}, truncated, externalUrl: null },
});

describe('the episodes of an incident', () => {
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    store = await startStore();
  });
  afterAll(() => store.close());

  let lastId = 0;
  async function incidentWith(...writes: Partial<Append>[]): Promise<string> {
    const id = `INC-${++lastId}`;
    let result = await store.log.append(aFirstAppend({}, { id }));
    for (const write of writes) {
      if (result.outcome !== 'appended') throw new Error(result.outcome);
      result = await store.log.append(anAppend(result.loaded, [aNote('')], write));
    }
    return id;
  }
  const at = (episode: Partial<Episode>) => anEpisode({ fingerprint: 'f1', ...episode });

  it('are all kept, and a later state replaces the earlier one of the same episode', async () => {
    const first = at({ state: 'firing' });
    const ended = at({ state: 'resolved', endedAt: NOON + 1 });
    const other = at({ fingerprint: 'f2' });

    const id = await incidentWith({ episodes: [first, other] }, { episodes: [ended] });

    expect(await store.episodes.all(id)).toEqual([ended, other]);
    expect(await store.episodes.all('INC-999')).toEqual([]);
  });

  it('are found by fingerprint, each by its latest start and occurrence', async () => {
    const day = 86_400_000;
    const old = at({ startsAt: 'old', startedAt: NOON - day, occurrence: 12 });
    const once = at({ startsAt: 'new', occurrence: 9 });
    const again = at({ startsAt: 'new', occurrence: 10 });
    const timeless = at({ startsAt: '0001-01-01T00:00:00Z', startedAt: -62_135_596_800_000 });
    const other = at({ fingerprint: 'f' });

    const id = await incidentWith({ episodes: [again, other] }, { episodes: [old, once, timeless] });

    expect(await store.episodes.of(id, ['f1', 'f', 'unknown', 'f1'])).toEqual([again, other]);
    expect(await store.episodes.of(id, [])).toEqual([]);
    expect(await store.episodes.all(id)).toHaveLength(5);
  });

  it('are found by group, also when the routes were edited and an episode came into another one', async () => {
    const [a, b] = [at({ group: 'A' }), at({ fingerprint: 'f2', group: 'B' })];
    const moved = at({ group: 'B' });

    const id = await incidentWith({ episodes: [a, b] }, { episodes: [moved] });

    expect(await store.episodes.ofGroup(id, 'A')).toEqual([]);
    expect(await store.episodes.ofGroup(id, 'B')).toEqual([moved, b]);
  });

  it('have groups, each as it was last seen', async () => {
    const id = await incidentWith({ groups: [aGroup('A'), aGroup('B')] }, { groups: [aGroup('A', 3)] });

    expect(await store.episodes.groups(id)).toEqual(expect.arrayContaining([aGroup('A', 3), aGroup('B')]));
    expect(await store.episodes.groups(id)).toHaveLength(2);
    expect(await store.episodes.groups(id, ['A', 'C'])).toEqual([aGroup('A', 3)]);
    expect(await store.episodes.groups(id, [])).toEqual([]);
  });

  it('were last heard of at the latest moment that anybody said', async () => {
    const id = await incidentWith();
    expect(await store.episodes.lastSeenAt(id)).toBeNull();

    await store.episodes.touch(id, NOON + 5);
    await store.episodes.touch(id, NOON);

    expect(await store.episodes.lastSeenAt(id)).toBe(NOON + 5);
  });
});
