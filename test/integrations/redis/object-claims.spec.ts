import { afterEach, describe, expect, it } from 'vitest';
import { startStore } from './start-store.ts';

const stores: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

async function claims() {
  const store = await startStore();
  stores.push(store);
  return { ...store.claims, redis: store.redis, keys: store.keys };
}

const mine = { incident: 'INC-7', proposal: 3 };
const yours = { incident: 'INC-8', proposal: 1 };
const hour = { lasts: 3_600_000, from: null };

describe('claims of objects', () => {
  it('an object belongs to the first who wants it', async () => {
    const { claim } = await claims();

    expect(await claim('c1/o1', mine, hour)).toEqual(mine);
    expect(await claim('c1/o1', yours, hour)).toEqual(mine);
    expect(await claim('c1/o2', yours, hour)).toEqual(yours);
  });

  it('whoever has it keeps it when they ask again', async () => {
    const { claim } = await claims();
    await claim('c1/o1', mine, hour);

    expect(await claim('c1/o1', mine, hour)).toEqual(mine);
  });

  it('it is taken from the one who is named, and from nobody else', async () => {
    const { claim } = await claims();
    await claim('c1/o1', mine, hour);

    expect(await claim('c1/o1', yours, { ...hour, from: { ...mine, proposal: 4 } })).toEqual(mine);
    expect(await claim('c1/o1', yours, { ...hour, from: mine })).toEqual(yours);
  });

  it('of many who want it at once one gets it', async () => {
    const { claim } = await claims();
    const all = Array.from({ length: 20 }, (_, i) => ({ incident: `INC-${i}`, proposal: 1 }));

    const holders = await Promise.all(all.map((each) => claim('c1/o1', each, hour)));

    expect(new Set(holders.map(({ incident }) => incident)).size).toBe(1);
  });

  it('ends by itself', async () => {
    const { claim, redis, keys } = await claims();
    await claim('c1/o1', mine, { lasts: 60_000, from: null });

    const left = await redis.pttl(keys.objectClaim('c1/o1'));

    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(60_000);
  });
});
