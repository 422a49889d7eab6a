import { describe, expect, it } from 'vitest';
import { approvers, factsOf, forgedClick, proposes, sends } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

/** All of them are in the group, and none of them has a key. */
const NO_KEY = [
  { name: 'gus', guest: true },
  { name: 'solo', singleChannelGuest: true },
  { name: 'robot', isBot: true },
  { name: 'workflow', isWorkflowBot: true },
  { name: 'partner', otherTeam: 'TPARTNER' },
  { name: 'stranger', isStranger: true },
  { name: 'gone', deleted: true },
];

describe('bypass 11: who somebody is, is their id in Slack and nothing else', () => {
  it('guests, bots, workflows, people of other workspaces and who left have no key, though they are in the group', async () => {
    const world = await startGateWorld({
      story: 'healthy',
      slack: {
        members: ['ana', 'ben', ...NO_KEY],
        userGroups: [
          { handle: 'sre', id: 'SSRE', members: ['ben', ...NO_KEY.map(({ name }) => name)] },
          { handle: 'leads', id: 'SLEADS', members: ['ben'] },
        ],
      },
    });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const value = `INC-1/1/${plan.hash}`;

    for (const { name } of NO_KEY) {
      const user = world.slack.member(name).id;
      const click = forgedClick(world, { user, action: 'approve-proposal', value, channel: room.id });
      expect(await sends(world, world.app(), click)).toBe(200);
    }
    // Slack's own bot, which has no flag, and somebody whom Slack does not know.
    for (const user of ['USLACKBOT', 'UNOBODY']) {
      const click = forgedClick(world, { user, action: 'approve-proposal', value, channel: room.id });
      expect(await sends(world, world.app(), click)).toBe(200);
    }
    await world.settles();

    expect(await approvers(world)).toEqual([]);
    const refused = await factsOf(world, 'action.click-refused');
    expect(refused).toHaveLength(NO_KEY.length + 2);
    expect(new Set(refused.map(({ body }) => body.why))).toEqual(
      new Set([expect.stringMatching(/^Only full members of this workspace have a key/)]),
    );
  });

  it('neither the same address nor the same name makes somebody another one', async () => {
    const world = await startGateWorld({
      story: 'healthy',
      slack: {
        members: [
          { name: 'ana', email: 'on-call@example.com' },
          { name: 'ben', email: 'ben@example.com' },
          { name: 'namesake', realName: 'Ben', email: 'ben@example.com' },
        ],
        userGroups: [
          { handle: 'sre', id: 'SSRE', members: ['ben'] },
          { handle: 'leads', id: 'SLEADS', members: ['ben'] },
        ],
      },
    });
    const room = await world.opens();
    const { plan } = await proposes(world, room);
    const namesake = world.slack.member('namesake');
    const ben = world.slack.member('ben');
    const named = (user: string) => ({
      ...forgedClick(world, {
        user,
        action: 'approve-proposal',
        value: `INC-1/1/${plan.hash}`,
        channel: room.id,
      }),
      user: { id: user, username: 'ben', name: 'ben', team_id: world.slack.team.id },
    });

    expect(await sends(world, world.app(), named(namesake.id))).toBe(200);
    expect(await approvers(world)).toEqual([]);
    // ben is still ben, whatever he calls himself.
    ben.realName = 'Ana';
    ben.email = 'on-call@example.com';
    expect(await sends(world, world.app(), named(ben.id))).toBe(200);
    await world.becomes('succeeded');
    expect((await factsOf(world, 'action.click-refused')).map(({ by }) => by)).toEqual([
      { kind: 'person', user: namesake.id },
    ]);
  });
});
