import { describe, expect, it } from 'vitest';
import { startAskingWorld } from './asking-world.ts';

describe('what is kept of the cluster', () => {
  it('outlives it: events, logs and states of the trouble can be listed and read when all of it is gone', async () => {
    const world = await startAskingWorld({ story: 'bad-rollout' });
    const room = await world.opens();
    await room.reads(/First diagnosis/);
    await world.settles();
    await world.cluster.stop();

    await world.asks(room, 'evidence');
    const list = await room.tellsOnly('ana', /INC-1: evidence/);
    expect(list).toMatch(/events/);
    expect(list).toMatch(/revisions/);
    expect(list).toMatch(/Log of the run before of shop\/checkout-7b5fd8c964-5sjnm/);

    const [, log = ''] =
      /`?\/incident (evidence log-shop-checkout-7b5fd8c964-5sjnm\S*-previous)/.exec(list) ?? [];
    await world.asks(room, log);
    const shown = await room.tellsOnly('ana', /Log of the run before of shop\/checkout/);
    expect(shown).toMatch(/checkout|panic|config/i);
    await world.asks(room, 'evidence nothing-of-the-kind');
    await room.tellsOnly('ana', /has no evidence “nothing-of-the-kind”/);
    await world.logIsWhole('INC-1');
  });

  it('includes each answer that was given', async () => {
    const world = await startAskingWorld();
    const room = await world.opens();
    await world.asks(room, 'images deploy/catalog -n shop');
    await room.reads(/^Answer images/);

    await world.asks(room, 'evidence answer-1');

    await room.tellsOnly('ana', /runs 2 builds of catalog:latest/);
  });
});
