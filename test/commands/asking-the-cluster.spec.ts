import { describe, expect, it } from 'vitest';
import { aPolicy } from '../builders/incident.ts';
import { createCommandWorld } from './command-world.ts';

const pinnedTo = (cluster: string | null) => ({ policy: aPolicy({ cluster }) });
const two = { clusters: ['prod-eu1', 'prod-us1'], rules: [] };

describe('asking the cluster', () => {
  it('says at once that it asks, and writes down who asked what of which cluster', async () => {
    const world = createCommandWorld();
    await world.has(pinnedTo('prod-eu1'));

    expect(await world.types('get pods -n shop')).toBe(
      'Asking prod-eu1: get pods -n shop. The answer comes here in the channel.',
    );
    expect(await world.lastFact()).toMatchObject({
      by: { kind: 'person', user: 'UANA' },
      body: {
        kind: 'query.asked',
        question: { text: 'get pods -n shop', cluster: 'prod-eu1', namespaces: null, query: { kind: 'get' } },
      },
    });
  });

  it('says from elsewhere where the answer will be', async () => {
    const world = createCommandWorld();
    await world.has(pinnedTo('prod-eu1'));

    expect(await world.types('INC-1 get pods', { from: 'CX' })).toContain('The answer comes in #C1.');
  });

  it('asks once for one request, and answers the same again', async () => {
    const world = createCommandWorld();
    await world.has(pinnedTo('prod-eu1'));
    const by = { requestId: 'the-same' };

    const first = await world.types('events', by);
    const facts = await world.facts();

    expect(await world.types('events', by)).toBe(first);
    expect(await world.facts()).toBe(facts);
  });

  it('writes no secret down that somebody typed', async () => {
    const world = createCommandWorld();
    await world.has(pinnedTo('prod-eu1'));

    const said = await world.types('logs checkout --grep "password=hunter2hunter2"');

    expect(said).not.toContain('hunter2');
    expect((await world.lastFact()).body).toMatchObject({
      question: { text: expect.not.stringContaining('hunter2') },
    });
  });

  it('takes what hands type by themselves', async () => {
    const world = createCommandWorld();
    await world.has(pinnedTo('prod-eu1'));

    expect(await world.types('kubectl get pods -n shop')).toContain('Asking prod-eu1: get pods -n shop.');
    expect(await world.types('INC-1 k logs checkout')).toContain('Asking prod-eu1: logs checkout.');
    expect(await world.types('kubectl delete pod checkout-1')).toContain('Keyturn runs no kubectl');
  });

  it('refuses what makes no sense, and writes nothing', async () => {
    const world = createCommandWorld();
    await world.has(pinnedTo('prod-eu1'));

    expect(await world.types('get pods --raw=/api')).toContain('Nothing was asked');
    expect(await world.facts()).toBe(2);
  });
});

describe('which cluster is asked', () => {
  it('the incident’s own, another one only by its name', async () => {
    const world = createCommandWorld({ asking: two });
    await world.has(pinnedTo('prod-us1'));

    expect(await world.types('events')).toContain('Asking prod-us1');
    expect(await world.types('events --cluster PROD-EU1')).toContain('Asking prod-eu1');
  });

  it('the only one there is, for an incident that says nothing', async () => {
    const world = createCommandWorld();
    await world.has(pinnedTo(null));

    expect(await world.types('events')).toContain('Asking prod-eu1');
  });

  it.each([
    ['several and none named', two, null, 'events', 'It could be: prod-eu1, prod-us1.'],
    ['one that is not configured', two, 'prod-asia', 'events', 'not in Keyturn’s configuration'],
    [
      'one that is not configured, with one that is',
      { clusters: ['a'], rules: [] },
      'b',
      'events',
      'only when you name it',
    ],
    ['a name that there is not', two, null, 'events --cluster prod-eu', 'There is no cluster “prod-eu”'],
    ['no cluster at all', { clusters: [], rules: [] }, null, 'events', 'No cluster is configured'],
  ])('is never guessed: %s', async (_, asking, pinned, text, said) => {
    const world = createCommandWorld({ asking });
    await world.has(pinnedTo(pinned));

    expect(await world.types(text)).toContain(said);
    expect(await world.facts()).toBe(2);
  });
});

describe('who may ask', () => {
  const asking = {
    clusters: ['prod-eu1'],
    rules: [
      { groups: ['SPLATFORM'], namespaces: null },
      { groups: ['SSHOP', 'SPAY'], namespaces: ['shop', 'pay'] },
    ],
  };
  const groups = { SPLATFORM: ['UPIA'], SSHOP: ['UANA'] };

  it('members of a group, about its namespaces', async () => {
    const world = createCommandWorld({ asking, groups });
    await world.has(pinnedTo(null));

    expect(await world.types('get pods -n shop')).toContain('Asking');
    expect((await world.lastFact()).body).toMatchObject({ question: { namespaces: ['pay', 'shop'] } });
    expect(await world.types('describe pod/checkout-1')).toContain('Asking');
    expect(await world.types('get pods -n kube-system')).toContain(
      'You may ask about pay, shop, not about kube-system',
    );
    expect(await world.types('get pods -A')).toContain('not about all namespaces');
    expect(await world.types('top nodes')).toContain('nodes belong to no namespace');
  });

  it('members of a group for everything, about everything', async () => {
    const world = createCommandWorld({ asking, groups });
    await world.has(pinnedTo(null));

    expect(await world.types('get pods -A', { as: 'UPIA' })).toContain('Asking');
    expect((await world.lastFact()).body).toMatchObject({ question: { namespaces: null } });
  });

  it('nobody else, once there are rules', async () => {
    const world = createCommandWorld({ asking, groups });
    await world.has(pinnedTo(null));

    expect(await world.types('get pods -n shop', { as: 'UBEN' })).toContain(
      'none of the groups that may ask',
    );
    expect(await world.facts()).toBe(2);
  });
});

it('the help has them together under their own name', async () => {
  const help = await createCommandWorld().types('help');

  expect(help.indexOf('Ask the cluster (read-only)')).toBeGreaterThan(help.indexOf('timeline [n]'));
  expect(help.indexOf('get <kind>')).toBeGreaterThan(help.indexOf('Ask the cluster (read-only)'));
});
