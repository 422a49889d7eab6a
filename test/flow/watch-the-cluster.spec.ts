import { describe, expect, it } from 'vitest';
import { startAskingWorld } from './asking-world.ts';

const MINUTE = 60_000;

describe('a watch', () => {
  it('is one message that is edited, says what changed in a message of its own, and ends by itself', async () => {
    const world = await startAskingWorld();
    const room = await world.opens();
    await room.reads(/First diagnosis/);

    await world.asks(room, 'watch get pods -n shop -l app=catalog');
    await room.tellsOnly('ana', /^Watching prod-eu1: get pods -n shop -l app=catalog, until /);
    await room.reads(/^Watching get pods -n shop -l app=catalog in prod-eu1: 4 pods in shop/);
    const [watch] = room.matching(/^Watching get pods/);
    await world.settles();
    const before = room.texts().length;

    world.cluster.remove({ kind: 'Pod', namespace: 'shop', name: 'catalog-6fd8c9b745-cxkdc' });
    world.passes(MINUTE);
    await room.reads(/^Watching get pods -n shop -l app=catalog in prod-eu1: 3 pods in shop/);
    await room.reads(/^Changed: .*3 pods.*> - shop\/catalog-6fd8c9b745-cxkdc 1\/1 Running 0$/s);
    await world.settles();
    expect(room.texts()).toHaveLength(before + 1);
    expect(room.matching(/^Watching get pods/).map(({ ts }) => ts)).toEqual([watch?.ts]);

    world.passes(20 * MINUTE);
    await room.reads(
      /^Watched get pods -n shop -l app=catalog in prod-eu1: 3 pods.*No longer watched: its time is over/s,
    );
    await world.settles();
    const asked = world.cluster.requests.length;
    world.passes(5 * MINUTE);
    await world.settles();
    expect(world.cluster.requests.slice(asked).filter(({ resource }) => resource === 'pods')).toEqual([]);
    await world.logIsWhole('INC-1');
  });

  it('ends when somebody ends it, and goes on after the cluster was away', async () => {
    const world = await startAskingWorld();
    const room = await world.opens();
    await room.reads(/First diagnosis/);
    await world.asks(room, 'watch get pods -n shop --for 30m');
    await room.reads(/^Watching get pods -n shop in prod-eu1: 14 pods/);

    world.cluster.faults.add({ kind: 'cut' });
    world.passes(MINUTE);
    await room.reads(/^Watching get pods -n shop in prod-eu1: prod-eu1 can’t be reached/);
    world.cluster.faults.clear();
    world.passes(MINUTE);
    await room.reads(/^Watching get pods -n shop in prod-eu1: 14 pods/);

    await world.asks(room, 'watch off');
    await room.reads(/^Watched get pods -n shop.*No longer watched: somebody ended it/s);
  });
});
