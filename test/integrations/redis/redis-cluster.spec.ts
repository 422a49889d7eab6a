import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anEpisode } from '../../builders/alerts.ts';
import { NOON } from '../../builders/incident.ts';
import { aFirstAppend, aNote, anAppend } from './build-append.ts';
import { aDelivery } from './build-delivery.ts';
import { aRecord } from './build-record.ts';
import { startCluster } from './start-cluster.ts';
import { startStore } from './start-store.ts';

describe('on a Redis Cluster', () => {
  let cluster: Awaited<ReturnType<typeof startCluster>>;
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    cluster = await startCluster();
    store = await startStore({ url: cluster.url });
  });
  afterAll(async () => {
    await store.close();
    await cluster.stop();
  });

  it('an incident is written, found and verified', async () => {
    const first = await store.log.append(
      aFirstAppend(
        {},
        {
          episodes: [anEpisode()],
          claims: [{ key: 'k', from: null }],
          applies: [{ inbox: 'alerts', entry: '1-0', part: 'k' }],
          ...{ requestId: 'r1', nextDueAt: NOON },
        },
      ),
    );
    if (first.outcome !== 'appended') throw new Error(first.outcome);
    await store.log.append(anAppend(first.loaded, [aNote('one')]));

    expect((await store.index.open()).map(({ version }) => version)).toEqual([2]);
    expect(await store.index.byCorrelationKey('k')).toBe('INC-7');
    expect(await store.episodes.all('INC-7')).toEqual([anEpisode()]);
    expect(await store.sideNotes.exclusively('INC-7', async () => 'alone')).toBe('alone');
    expect((await store.verify.incident('INC-7'))?.damages).toEqual([]);
  });

  it('both inboxes and the mirror work', async () => {
    expect(await store.deliveries.accept(aDelivery(), 'firing', NOON)).toBe('stored');
    const [entry] = await store.deliveries.read(1);
    await store.deliveries.drained(entry?.entry ?? '');
    await store.deliveries.quarantine({ entry: null, body: 'x', reason: 'not JSON' }, NOON);
    const event = { kind: 'joined', channel: 'C1', eventTs: '1.1', user: 'U1' } as const;
    expect(await store.slackEvents.accept('Ev1', event, NOON)).toBe('stored');
    expect(await store.deliveries.depth()).toEqual({ undrained: 0, oldestAt: null, quarantined: 1 });

    const record = aRecord('1700000001.000100', 'down?');
    await store.mirror.put('C1', [record]);
    expect(await store.mirror.range('C1', {})).toEqual([record]);
  });
});
