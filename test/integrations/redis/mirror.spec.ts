import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aRecord } from './build-record.ts';
import { startConnection, startStore } from './start-store.ts';

const ts = (n: number) => `17000000${String(n).padStart(2, '0')}.000100`;

describe('the mirror of a channel', () => {
  let redis: Awaited<ReturnType<typeof startConnection>>;
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    redis = await startConnection();
  });
  beforeEach(async () => {
    store = await startStore({ redis });
  });
  afterAll(() => redis.disconnect());

  it('gives records back as they were put, those that it has', async () => {
    const record = aRecord(ts(1), 'is checkout down?', { reactions: { eyes: ['UBEN'] } });
    await store.mirror.put('C1', [record]);

    expect(await store.mirror.get('C1', [ts(1), ts(2)])).toEqual(new Map([[ts(1), record]]));
    expect(await store.mirror.get('C2', [ts(1)])).toEqual(new Map());
    expect(await store.mirror.get('C1', [])).toEqual(new Map());
  });

  it('reads a window in the order of the messages, bounds included', async () => {
    await store.mirror.put(
      'C1',
      [3, 1, 4, 2].map((n) => aRecord(ts(n), `${n}`)),
    );
    const texts = async (window: { oldest?: string; latest?: string }) =>
      (await store.mirror.range('C1', window)).map(({ text }) => text);

    expect(await texts({})).toEqual(['1', '2', '3', '4']);
    expect(await texts({ oldest: ts(2) })).toEqual(['2', '3', '4']);
    expect(await texts({ latest: ts(3) })).toEqual(['1', '2', '3']);
    expect(await texts({ oldest: ts(2), latest: ts(2) })).toEqual(['2']);
    expect(await texts({ oldest: ts(9) })).toEqual([]);
  });

  it('keeps one record per message: the later put replaces the earlier', async () => {
    await store.mirror.put('C1', [aRecord(ts(1), 'dwon')]);
    await store.mirror.put('C1', [aRecord(ts(1), 'down')]);

    expect((await store.mirror.range('C1', {})).map(({ text }) => text)).toEqual(['down']);
  });

  it('takes a whole channel at once', async () => {
    const records = Array.from({ length: 1_500 }, (_, n) => aRecord(`1700000000.${100_000 + n}`, `${n}`));

    const digests = await store.mirror.put('C1', records);

    expect(digests.size).toBe(1_500);
    expect(await store.mirror.range('C1', {})).toEqual(records);
  });

  it('gives equal records equal digests and a changed one another, for the salt of a record stays', async () => {
    const digestOf = async (text: string) =>
      (await store.mirror.put('C1', [aRecord(ts(1), text)])).get(ts(1));
    const first = await digestOf('down');

    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await digestOf('down')).toBe(first);
    expect(await digestOf('up')).not.toBe(first);
    expect(await digestOf('down')).toBe(first);
  });

  it('salts: the same text in two messages has two digests, so that a digest alone tells nothing', async () => {
    const other = await startStore({ redis });
    const record = aRecord(ts(1), 'yes');

    const here = await store.mirror.put('C1', [record]);
    const there = await other.mirror.put('C1', [record]);

    expect(here.get(ts(1))).not.toBe(there.get(ts(1)));
  });

  it('remembers up to where a channel is known completely', async () => {
    expect(await store.mirror.readUpTo('C1')).toBeNull();

    await store.mirror.setReadUpTo('C1', ts(5));

    expect(await store.mirror.readUpTo('C1')).toBe(ts(5));
    expect(await store.mirror.readUpTo('C2')).toBeNull();
  });
});
