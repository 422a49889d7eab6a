import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load-config.ts';
import { actions } from '../../../src/domain/wording/actions.ts';
import { factsOf, forgedClick, proposes, refusedClicks, sends } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

/** Facts that a click on a proposal may leave behind when it is somebody's who has no key. */
const REFUSED = 'action.click-refused';

describe('bypass 2: whoever is in the channel clicks', () => {
  it('no button and no verb does anything for who is in no group, and each such try is in the log', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const other = await world.startAnother();
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const eve = world.slack.as('eve');
    eve.join(room.id);
    const before = new Set((await world.store.log.facts('INC-1')).map(({ version }) => version));

    for (const [at, action] of Object.values(actions).entries()) {
      const click = { user: eve.id, action, value: `INC-1/1/${plan.hash}`, channel: room.id };
      expect(await sends(world, at % 2 ? other : world.app(), forgedClick(world, click))).toBe(200);
    }
    for (const verb of ['approve', 'deny', 'ack', 'withdraw', 'stop'])
      await world.asks(room, `${verb} 1 prod-eu1/shop/web`, 'eve');
    await world.settles();

    const changes = (await world.store.log.facts('INC-1')).filter(
      ({ version, body }) =>
        !before.has(version) && body.kind.startsWith('action.') && body.kind !== 'action.woken',
    );
    expect([...new Set(changes.map(({ body }) => body.kind))]).toEqual([REFUSED]);
    expect(new Set(await refusedClicks(world))).toEqual(
      new Set(['eve approve', 'eve deny', 'eve acknowledge', 'eve withdraw', 'eve stop']),
    );
    expect(await world.proposal()).toMatchObject({ state: 'pending', approvals: [], replacedBy: null });
    expect(world.writes()).toEqual([]);
    await room.tellsOnly('eve', /not among the approvers/);
  });

  it('a form that somebody without a key sends by hand does nothing either', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const eve = world.slack.as('eve');
    const subject = `INC-1/1/${plan.hash}`;
    const form = (name: string, field: string, value: string) => ({
      type: 'view_submission',
      user: { id: eve.id },
      team: { id: world.slack.team.id },
      trigger_id: `${name}.${field}`,
      view: {
        id: `V${name}`,
        hash: '1',
        callback_id: `form:${name}`,
        private_metadata: JSON.stringify({ subject, channel: room.id }),
        blocks: [{ type: 'input', block_id: field }],
        state: { values: { [field]: { [field]: { type: 'plain_text_input', value } } } },
      },
    });

    expect(await sends(world, world.app(), form('approve', 'target', 'prod-eu1/shop/web'))).toBe(200);
    expect(await sends(world, world.app(), form('deny', 'reason', 'I say so'))).toBe(200);
    await world.settles();

    expect(await world.proposal()).toMatchObject({ state: 'pending', approvals: [] });
    expect(await refusedClicks(world)).toEqual(['eve approve', 'eve deny']);
    expect(await factsOf(world, 'action.denied')).toEqual([]);
  });

  it.each([
    ['no approvers', undefined],
    ['an empty list of them', { standard: [] }],
    ['an empty list for one tier', { standard: ['SSRE'], critical: [] }],
  ])('a configuration with %s does not start', (_, approvers) => {
    const loaded = loadConfig(
      JSON.stringify({
        clusters: [{ name: 'prod-eu1', kubeconfig: '/reader.yaml' }],
        actions: {
          clusters: [
            { name: 'prod-eu1', kubeconfig: '/w.yaml', allow: [{ namespaces: 'all', offered: ['restart'] }] },
          ],
          ...(approvers && { approvers }),
        },
      }),
      {
        REDIS_URL: 'redis://127.0.0.1:6379',
        SLACK_BOT_TOKEN: 'xoxb-1',
        SLACK_SIGNING_SECRET: 'secret',
        KEYTURN_CHAIN_KEY: 'a-chain-key-for-tests',
        KEYTURN_WEBHOOK_TOKEN: 'a-webhook-token-for-tests',
      },
    );

    expect('problems' in loaded && loaded.problems).toEqual([
      expect.stringMatching(
        /^actions\.approvers.*without approvers nobody has the second key, so Keyturn does not start/,
      ),
    ]);
  });
});
