import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { groupId } from '../../../src/domain/alert.ts';
import { HOUR } from '../../../src/domain/instant.ts';
import { createDeliveryInbox } from '../../../src/integrations/redis/delivery-inbox.ts';
import { NOON } from '../../builders/incident.ts';
import { aDelivery } from './build-delivery.ts';
import { startConnection, startStore } from './start-store.ts';

describe('the inbox of deliveries', () => {
  let redis: Awaited<ReturnType<typeof startConnection>>;
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    redis = await startConnection();
  });
  beforeEach(async () => {
    store = await startStore({ redis });
  });
  afterAll(() => redis.disconnect());

  const groups = async () =>
    (await store.deliveries.read(100)).map(({ delivery }) => `${delivery.groupKey} ${delivery.truncated}`);
  const group = groupId(aDelivery());

  it('keeps deliveries in the order in which they came', async () => {
    for (let n = 0; n < 30; n++) await store.deliveries.accept(aDelivery({ truncated: n }), `${n}`, NOON + n);

    const entries = await store.deliveries.read(20);
    expect(entries.map(({ delivery }) => delivery.truncated)).toEqual(
      Array.from({ length: 20 }, (_, n) => n),
    );
    expect(entries[7]).toMatchObject({ receivedAt: NOON + 7, delivery: aDelivery({ truncated: 7 }) });
  });

  it('judges deliveries that come together one after the other, in their order', async () => {
    const together = await Promise.all(
      ['firing', 'firing', 'resolved', 'firing'].map((said, n) =>
        store.deliveries.accept(aDelivery({ truncated: n }), said, NOON + n),
      ),
    );

    expect(together).toEqual(['stored', 'heartbeat', 'stored', 'stored']);
    expect(await groups()).toEqual([0, 2, 3].map((n) => `${aDelivery().groupKey} ${n}`));
  });

  it('stores of deliveries that come together as many as there is room for', async () => {
    const small = createDeliveryInbox({ redis, keys: store.keys, limit: 2 });

    const together = await Promise.all(
      ['A', 'B', 'C'].map((groupKey) => small.accept(aDelivery({ groupKey }), 'firing', NOON)),
    );

    expect(together).toEqual(['stored', 'stored', 'full']);
    expect(await small.accept(aDelivery({ groupKey: 'C' }), 'firing', NOON)).toBe('full');
  });

  it('knows a delivery equal to the last one of its group as a heartbeat, and remembers when it came', async () => {
    expect(await store.deliveries.accept(aDelivery(), 'firing', NOON)).toBe('stored');
    expect(await store.deliveries.accept(aDelivery(), 'firing', NOON + 9)).toBe('heartbeat');

    expect(await store.deliveries.read(10)).toHaveLength(1);
    expect(await store.deliveries.lastHeard(group)).toBe(NOON + 9);
    expect(await store.deliveries.lastHeard('another')).toBeNull();
  });

  it('compares with the last delivery only: what was said before and is said again is news', async () => {
    for (const said of ['firing', 'resolved', 'firing']) {
      expect(await store.deliveries.accept(aDelivery(), said, NOON)).toBe('stored');
    }
  });

  it.each([{ source: 'eu2' }, { receiver: 'other' }, { groupKey: '{}:{}' }])(
    'does not mix groups up: %o',
    async (other) => {
      await store.deliveries.accept(aDelivery(), 'firing', NOON);

      expect(await store.deliveries.accept(aDelivery(other), 'firing', NOON)).toBe('stored');
    },
  );

  it('still hears heartbeats when the delivery itself is long drained', async () => {
    await store.deliveries.accept(aDelivery(), 'firing', NOON);
    const [first] = await store.deliveries.read(1);
    await store.deliveries.drained(first?.entry ?? '');

    expect(await store.deliveries.accept(aDelivery(), 'firing', NOON + 1)).toBe('heartbeat');
  });

  it('stores equal deliveries too while a confirmation is expected', async () => {
    await store.deliveries.accept(aDelivery(), 'firing', NOON);

    await store.deliveries.expectConfirmation(group, true);
    expect(await store.deliveries.accept(aDelivery(), 'firing', NOON)).toBe('stored');
    await store.deliveries.expectConfirmation(group, false);
    expect(await store.deliveries.accept(aDelivery(), 'firing', NOON)).toBe('heartbeat');
  });

  it('stores one of many equal deliveries that come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => store.deliveries.accept(aDelivery(), 'firing', NOON)),
    );

    expect(answers.filter((answer) => answer === 'stored')).toHaveLength(1);
  });

  it('is full at its limit, still hears heartbeats, and takes the refused delivery when there is room', async () => {
    const inbox = createDeliveryInbox({ redis, keys: store.keys, limit: 2 });
    await inbox.accept(aDelivery({ groupKey: 'a' }), 'firing', NOON);
    await inbox.accept(aDelivery({ groupKey: 'b' }), 'firing', NOON);

    expect(await inbox.accept(aDelivery({ groupKey: 'c' }), 'firing', NOON)).toBe('full');
    expect(await inbox.accept(aDelivery({ groupKey: 'c' }), 'firing', NOON)).toBe('full');
    expect(await inbox.accept(aDelivery({ groupKey: 'a' }), 'firing', NOON)).toBe('heartbeat');
    await inbox.drained((await inbox.read(1))[0]?.entry ?? '');
    expect(await inbox.accept(aDelivery({ groupKey: 'c' }), 'firing', NOON)).toBe('stored');
    expect(await groups()).toEqual(['b 0', 'c 0']);
  });

  it('lets go of everything up to the drained entry, and only forward', async () => {
    for (const n of [0, 1, 2, 3])
      await store.deliveries.accept(aDelivery({ truncated: n }), `${n}`, NOON + n);
    const [first, , third] = await store.deliveries.read(10);

    await store.deliveries.drained(third?.entry ?? '');
    await store.deliveries.drained(first?.entry ?? '');

    expect((await store.deliveries.read(10)).map(({ delivery }) => delivery.truncated)).toEqual([3]);
    expect(await redis.get(store.keys.inbox('alerts').cursor)).toBe(third?.entry);
  });

  it('counts failures of each entry, and forgets them with the entry', async () => {
    for (const n of [0, 1]) await store.deliveries.accept(aDelivery(), `${n}`, NOON);
    const [first, second] = (await store.deliveries.read(10)).map(({ entry }) => entry);

    expect(await store.deliveries.failed(first ?? '')).toBe(1);
    expect(await store.deliveries.failed(first ?? '')).toBe(2);
    expect(await store.deliveries.failed(second ?? '')).toBe(1);
    await store.deliveries.drained(first ?? '');
    expect(await redis.hgetall(store.keys.inbox('alerts').failures)).toEqual({ [second ?? '']: '1' });
  });

  it('takes a quarantined entry out of the way and keeps it for a look', async () => {
    for (const n of [0, 1]) await store.deliveries.accept(aDelivery({ truncated: n }), `${n}`, NOON + n);
    const [first] = await store.deliveries.read(1);
    await store.deliveries.failed(first?.entry ?? '');

    const item = { entry: first?.entry ?? '', body: '{"some":"body"}', reason: 'RangeError' };
    await store.deliveries.quarantine(item, NOON + 5);
    await store.deliveries.quarantine(item, NOON + 6);

    expect(await groups()).toEqual([`${aDelivery().groupKey} 1`]);
    expect(await store.deliveries.depth()).toEqual({ undrained: 1, oldestAt: NOON + 1, quarantined: 1 });
    const [kept] = await redis.xrange(store.keys.inbox('alerts').quarantine, '-', '+');
    expect(kept?.[1]).toEqual(expect.arrayContaining([item.body, item.reason, item.entry, String(NOON + 5)]));
    expect(await redis.exists(store.keys.inbox('alerts').failures)).toBe(0);
  });

  it('gives a quarantined delivery another try when it is sent again', async () => {
    await store.deliveries.accept(aDelivery(), 'firing', NOON);
    const [first] = await store.deliveries.read(1);
    await store.deliveries.quarantine({ entry: first?.entry ?? '', body: '', reason: 'x' }, NOON);

    expect(await store.deliveries.accept(aDelivery(), 'firing', NOON)).toBe('stored');
  });

  it('keeps a body that could not be read, and at most a thousand of them', async () => {
    for (let n = 0; n < 1_010; n++) {
      await store.deliveries.quarantine({ entry: null, body: `${n}`, reason: 'not JSON' }, NOON);
    }

    expect((await store.deliveries.depth()).quarantined).toBe(1_000);
  });

  it('puts an entry that is no delivery into quarantine instead of stopping at it', async () => {
    await redis.xadd(store.keys.inbox('alerts').stream, '*', 'at', NOON, 'group', 'g', 'body', '{broken');
    await store.deliveries.accept(aDelivery(), 'firing', NOON);

    expect(await store.deliveries.read(10)).toHaveLength(1);
    expect(await store.deliveries.depth()).toMatchObject({ undrained: 1, quarantined: 1 });
  });

  it('says how much waits and since when', async () => {
    expect(await store.deliveries.depth()).toEqual({ undrained: 0, oldestAt: null, quarantined: 0 });

    for (const n of [0, 1]) await store.deliveries.accept(aDelivery(), `${n}`, NOON + n);
    expect(await store.deliveries.depth()).toEqual({ undrained: 2, oldestAt: NOON, quarantined: 0 });
  });

  it('forgets groups of which nothing was heard for a month', async () => {
    await store.deliveries.accept(aDelivery({ groupKey: 'old' }), 'firing', NOON);
    await store.deliveries.accept(aDelivery({ groupKey: 'new' }), 'firing', NOON + 31 * 24 * HOUR);

    expect(await store.deliveries.lastHeard(groupId(aDelivery({ groupKey: 'old' })))).toBeNull();
    expect(await redis.hlen(store.keys.inbox('alerts').lastDigest)).toBe(1);
  });
});
