import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anEpisode } from '../../builders/alerts.ts';
import { aFirstAppend, aNote, anAppend } from './build-append.ts';
import { startStore } from './start-store.ts';

describe('appending to a log', () => {
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    store = await startStore();
  });
  afterAll(() => store.close());

  it('writes the facts and the snapshot, and gives back what the next append is based on', async () => {
    const first = await store.log.append(aFirstAppend({}, { id: 'INC-1' }));
    if (first.outcome !== 'appended') throw new Error(first.outcome);
    const second = await store.log.append(
      anAppend(first.loaded, [aNote('one'), aNote('two')], { id: 'INC-1' }),
    );

    expect(second.outcome).toBe('appended');
    const loaded = await store.log.load('INC-1');
    expect(second).toEqual({ outcome: 'appended', loaded });
    expect(loaded?.incident.version).toBe(3);
    expect((await store.log.facts('INC-1')).map(({ body }) => body.kind)).toEqual([
      'incident.declared',
      'note.added',
      'note.added',
    ]);
  });
  it('takes ten thousand episodes at once', async () => {
    const episodes = Array.from({ length: 10_000 }, (_, n) => anEpisode({ fingerprint: `f${n}` }));
    const t = performance.now();
    const a = await store.log.append(aFirstAppend({}, { id: 'INC-2', episodes }));
    console.log('append', performance.now() - t);
    expect(a.outcome).toBe('appended');
    const t2 = performance.now();
    expect(await store.episodes.all('INC-2')).toHaveLength(10_000);
    console.log('read', performance.now() - t2);
  });
});
