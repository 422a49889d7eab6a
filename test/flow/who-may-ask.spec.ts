import { describe, expect, it } from 'vitest';
import { loadStory } from '../../sandbox/stories/load-story.ts';
import { asking, invited, startAskingWorld, startReadCluster } from './asking-world.ts';
import { startWorld } from './world.ts';

describe('who may ask', () => {
  it('is decided by user groups, each for some namespaces or for all', async () => {
    const world = await startAskingWorld({
      slack: {
        userGroups: [
          { handle: 'oncall', id: 'SONCALL', members: ['ana'] },
          { handle: 'shop', id: 'SSHOP', members: ['ben'] },
        ],
      },
      settings: () => ({ ask: [{ groups: ['SONCALL'] }, { groups: ['SSHOP'], namespaces: ['shop'] }] }),
    });
    const room = await world.opens();

    await world.asks(room, 'get pods -n pay', 'ana');
    await room.reads(/^Answer get pods -n pay in prod-eu1, asked by @ana: \d+ pods/);
    await world.asks(room, 'get pods -n shop', 'ben');
    await room.reads(/^Answer get pods -n shop in prod-eu1, asked by @ben: 14 pods/);
    await world.asks(room, 'get pods -n pay', 'ben');
    await room.tellsOnly('ben', /pay/);
    // Only the cluster knows that nodes are in no namespace.
    await world.asks(room, 'get nodes', 'ben');
    await room.reads(/^Not asked get nodes in prod-eu1, asked by @ben: /);
    await world.settles();

    expect((await world.incident('INC-1')).investigation.lastQuery).toBe(3);
    expect(
      world.cluster.requests.filter(({ path }) => path.startsWith('/api/v1/namespaces/pay/')),
    ).toHaveLength(1);
  });

  it('is nobody outside of the groups, and they are told so', async () => {
    const world = await startAskingWorld({
      slack: { userGroups: [{ handle: 'oncall', id: 'SONCALL', members: ['ana'] }] },
      settings: () => ({ ask: [{ groups: ['SONCALL'] }] }),
    });
    const room = await world.opens();
    await room.reads(/^First diagnosis/);

    for (const text of ['get pods', 'logs deploy/catalog', 'diag deploy/catalog -n shop', 'watch get pods']) {
      await world.asks(room, text, 'ben');
    }
    await world.settles();

    expect(room.view.ephemerals('ben').length).toBeGreaterThanOrEqual(4);
    const { lastQuery, lastWatch, diagnosis } = (await world.incident('INC-1')).investigation;
    expect([lastQuery, lastWatch, diagnosis.done]).toEqual([0, 0, 1]);
  });
});

describe('two clusters', () => {
  it('each have their own incidents: the alert names which is asked, and another only by its name', async () => {
    const { story, objects, logs } = loadStory('latest-tag', { now: Date.now() });
    const eu = await startReadCluster('prod-eu1', { objects, logs, metrics: true });
    const us = await startReadCluster('prod-us1', {
      objects: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }],
    });
    const world = await startWorld({
      settings: (slack) => ({ clusters: [us.setting, eu.setting], ...invited(slack) }),
    });
    const { opens, asks } = asking(world, story);
    const room = await opens();
    await room.reads(/First diagnosis of prod-eu1/);

    await asks(room, 'get pods -n shop');
    await room.reads(/^Answer get pods -n shop in prod-eu1, asked by @ana: 14 pods/);
    await asks(room, 'get pods -n shop --cluster prod-us1');
    await room.reads(/in prod-us1, asked by @ana: (no|0) pods/i);
    await asks(room, 'get pods --cluster prod-us2');
    await room.tellsOnly('ana', /prod-us2.*prod-us1/s);

    expect(us.cluster.requests.filter(({ resource }) => resource === 'pods')).toHaveLength(1);
  });

  it('are not guessed: an incident of none of them is asked only by name', async () => {
    const { story } = loadStory('latest-tag', { now: Date.now() });
    const eu = await startReadCluster('prod-eu1');
    const us = await startReadCluster('prod-us1');
    const world = await startWorld({
      settings: (slack) => ({ clusters: [us.setting, eu.setting], ...invited(slack) }),
    });
    const { opens, asks } = asking(world, story);
    const room = await opens({ cluster: 'staging-eu1' });
    await world.settles();

    await asks(room, 'get pods -n shop');

    await room.tellsOnly('ana', /prod-eu1.*prod-us1|prod-us1.*prod-eu1/s);
    expect((await world.incident('INC-1')).investigation).toMatchObject({
      lastQuery: 0,
      diagnosis: { done: 0 },
    });
  });
});
