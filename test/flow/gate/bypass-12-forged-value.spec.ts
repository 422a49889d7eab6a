import { describe, expect, it } from 'vitest';
import { approvers, factsOf, forgedClick, proposes, sends } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

const HASH = 'a'.repeat(64);

describe('bypass 12: a button that nobody made', () => {
  it('does nothing: no other number, no other incident, no broken text, no other workspace', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const other = await world.startAnother();
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const ben = world.slack.member('ben').id;
    const right = `INC-1/1/${plan.hash}`;
    const forged = (value: unknown, more: { readonly action?: string; readonly team?: string } = {}) =>
      forgedClick(world, { user: ben, action: 'approve-proposal', channel: room.id, value, ...more });

    const values: readonly unknown[] = [
      `INC-1/2/${plan.hash}`,
      `INC-2/1/${plan.hash}`,
      `INC-1/1/${HASH}`,
      'INC-1/1',
      `INC-1/1/${plan.hash}/`,
      `INC-1/1/${plan.hash.toUpperCase()}`,
      `INC-1/01/${plan.hash}`,
      `INC-1/1/${plan.hash} `,
      `INC-1/1/${plan.hash}\nINC-1/1/${plan.hash}`,
      `INC-1/-1/${plan.hash}`,
      `INC-1/1e0/${plan.hash}`,
      '{"proposal":1',
      '__proto__',
      '',
      'x'.repeat(100_000),
      null,
      1,
      { proposal: 1 },
      [right],
    ];
    for (const [at, value] of values.entries())
      expect(await sends(world, at % 2 ? other : world.app(), forged(value))).toBe(200);
    // The right value, but of another workspace, or for another deed.
    expect(await sends(world, other, forged(right, { team: 'TOTHER' }))).toBe(200);
    for (const action of ['approve', 'approve-proposal~x', '__proto__', 'constructor', ''])
      expect(await sends(world, other, forged(right, { action }))).toBe(200);
    // Broken as a whole: nobody is answered, and nothing happens.
    for (const actions of [[], null, 'approve-proposal'])
      expect(await sends(world, other, { ...forged(right), actions })).not.toBe(200);
    await world.settles();

    expect(await world.proposal()).toMatchObject({ state: 'pending', approvals: [] });
    expect(world.writes()).toEqual([]);
    // Those that name a plan of this incident are in the log; the rest nobody could have clicked.
    expect((await factsOf(world, 'action.click-refused')).map(({ body }) => body.why)).toEqual([
      expect.stringMatching(/^What you looked at is not what would be done now/),
      expect.stringMatching(/^What you looked at is not what would be done now/),
    ]);
    await room.tellsOnly('ben', /This button is broken\. Nothing was done\./);

    expect(await sends(world, other, forged(right))).toBe(200);
    await world.becomes('succeeded');
    expect(await approvers(world)).toEqual(['ben']);
  });

  it('a form whose hidden text was changed does nothing for another proposal', async () => {
    const world = await startGateWorld({
      story: 'healthy',
      actions: { protected: { namespaces: ['shop'] } },
    });
    const room = await world.opens();
    const web = await proposes(world, room);
    const cart = await proposes(world, room, { wish: 'restart deploy/cart -n shop --reason "x"', number: 2 });
    const ben = world.slack.member('ben').id;
    const submitted = (metadata: string, typed: string) => ({
      type: 'view_submission',
      user: { id: ben },
      team: { id: world.slack.team.id },
      trigger_id: `${metadata}${typed}`,
      view: {
        id: 'V1',
        hash: '1',
        callback_id: 'form:approve',
        private_metadata: metadata,
        blocks: [{ type: 'input', block_id: 'target' }],
        state: { values: { target: { target: { type: 'plain_text_input', value: typed } } } },
      },
    });
    const about = (subject: string) => JSON.stringify({ subject, channel: room.id });

    // Opened for web, which was typed out; what came back names cart, or a plan that is none of it.
    for (const metadata of [
      about(`INC-1/2/${cart.plan.hash}`),
      about(`INC-1/2/${web.plan.hash}`),
      about(`INC-1/1/${cart.plan.hash}`),
      about('INC-1/1'),
      about(''),
      '{"subject":',
      'null',
      '',
    ])
      expect(await sends(world, world.app(), submitted(metadata, 'prod-eu1/shop/web'))).toBe(200);
    await world.settles();

    expect(await approvers(world, 1)).toEqual([]);
    expect(await approvers(world, 2)).toEqual([]);
    expect(world.writes()).toEqual([]);
    const right = submitted(about(`INC-1/1/${web.plan.hash}`), 'prod-eu1/shop/web');
    expect(await sends(world, world.app(), right)).toBe(200);
    await world.becomes('succeeded');
  });
});
