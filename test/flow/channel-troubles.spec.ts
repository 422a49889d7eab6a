import { describe, expect, it } from 'vitest';
import { startWorld, type World } from './world.ts';

/** An incident whose channel ana has just archived. */
async function archived(world: World): Promise<string> {
  await world.slack.as('ana').command('/incident', 'declare sev2 Checkout is down', { channel: 'incidents' });
  const room = await world.room('INC-1');
  await world.slack.until(() => room.view.members.includes('ana'));
  await world.settles();
  world.slack.as('ana').archive(room.id);
  return room.id;
}

describe('a channel that a person archives during the incident', () => {
  it('is replaced, because Slack lets no bot back in: card, pin, topic and people are in the new one', async () => {
    const world = await startWorld();
    const old = await archived(world);

    const room = await world.slack.until(() =>
      world.slack.channels.find(({ id, name }) => id !== old && name.startsWith('inc-1')),
    );
    await world.settles();

    const next = await world.room('INC-1');
    expect(next.id).toBe(room.id);
    expect(next.card()).toMatch(/Checkout is down/);
    expect(next.view.pins).toHaveLength(1);
    expect(next.view.topic).toMatch(/^SEV2/);
    expect(next.view.members).toContain('ana');
    expect(world.board.texts()).toHaveLength(1);
    expect(world.board.texts()[0]).toContain(`#${next.view.name}`);
    await next.reads(
      new RegExp(`Work on INC-1 goes on here: #${world.slack.channel(old).name} was archived`),
    );
    expect(next.texts()).toHaveLength(2);
    await world.logIsWhole('INC-1');
  });

  it('is brought back once where the workspace allows it, and replaced when it is archived again', async () => {
    const world = await startWorld({ slack: { botMayUnarchive: true } });
    const old = await archived(world);

    await world.slack.until(() => !world.slack.channel(old).isArchived);
    await world.settles();
    expect((await world.incident('INC-1')).channel?.id).toBe(old);
    await (await world.room('INC-1')).reads(/INC-1 is still open, so it is back/);

    world.slack.as('ana').archive(old);
    await world.slack.until(() =>
      world.slack.channels.some(({ id, name }) => id !== old && name.startsWith('inc-1')),
    );
    await world.settles();
    expect((await world.room('INC-1')).id).not.toBe(old);
    expect(world.slack.channel(old).isArchived).toBe(true);
  });

  it('stays archived when the incident is over', async () => {
    const world = await startWorld();
    await world.slack
      .as('ana')
      .command('/incident', 'declare sev2 Checkout is down', { channel: 'incidents' });
    const room = await world.room('INC-1');
    await world.slack.until(() => room.view.members.includes('ana'));
    await world.slack.as('ana').command('/incident', 'resolve Rolled back', { channel: room.id });
    await room.reads(/Resolved by @ana/);
    await world.settles();

    world.slack.as('ana').archive(room.id);
    await world.settles();

    expect(world.slack.channels.filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
    expect(world.slack.channel(room.id).isArchived).toBe(true);
  });
});

it('an incident that reopens after its channel was archived goes on in another one', async () => {
  const world = await startWorld();
  const since = world.now();
  await world.deliver({ alerts: [{ since }] });
  const old = await world.room('INC-1');
  world.slack.as('ana').join(old.id);
  await world.deliver({ alerts: [{ since, status: 'resolved' }] });
  await old.reads(/Is it over/);
  await world.slack.as('ana').command('/incident', 'resolve Rolled back', { channel: old.id });
  await old.reads(/Resolved by @ana/);
  await world.settles();
  world.slack.as('ana').archive(old.id);
  await world.settles();

  world.passes(10 * 60_000);
  await world.deliver({ alerts: [{ since: world.now() }] });
  await world.slack.until(
    () => world.slack.channels.filter(({ name }) => name.startsWith('inc-1')).length === 2,
  );
  await world.settles();

  const next = await world.room('INC-1');
  expect(next.id).not.toBe(old.id);
  expect(next.matching(/Reopened by Alertmanager/)).toHaveLength(1);
  expect(next.card()).toMatch(/Status: Investigating/);
  await world.logIsWhole('INC-1');
});

describe('an announcements channel that is not there', () => {
  it('does not hold up the incident: the card says what waits, and it is announced once there is one', async () => {
    const world = await startWorld({ slack: { channels: [] } });
    await world.deliver({ alerts: [{}] });
    const room = await world.room('INC-1');
    await room.cardReads(/Waiting: announcing the incident \(the channel is not there/);
    expect(room.view.topic).toMatch(/^SEV1/);

    world.slack.as('ana').createChannel('incidents');
    world.passes(11 * 60_000);

    await world.slack.until(() => world.slack.channel('incidents').find(/checkout-1 is crash looping/));
    await room.cardReads(/as of/);
    await world.settles();
    expect(room.card()).not.toMatch(/Waiting/);
  });
});

const all = [
  'channels:join',
  'channels:read',
  'channels:history',
  'channels:manage',
  'groups:read',
  'groups:write',
  'groups:history',
  'chat:write',
  'chat:write.public',
  'commands',
  'im:write',
  'im:read',
  'im:history',
  'pins:read',
  'pins:write',
  'bookmarks:read',
  'bookmarks:write',
  'reactions:read',
  'reactions:write',
  'usergroups:read',
  'users:read',
  'files:read',
  'files:write',
];

describe('a scope that the app does not have', () => {
  it('for comfort only, is left out and said on the card; all the rest is there', async () => {
    const scopes = all.filter((scope) => scope !== 'pins:write' && scope !== 'bookmarks:write');
    const world = await startWorld({ slack: { scopes } });
    await world.deliver({ alerts: [{}] });
    const room = await world.room('INC-1');
    await room.cardReads(/Left out: pinning the card \(the Slack app lacks a permission/);
    await room.cardReads(
      /Left out: adding a bookmark \(the Slack app lacks a permission[^)]*\)\. \(3 times\)/,
    );
    await world.settles();

    expect(room.view.topic).toMatch(/^SEV1/);
    expect(world.board.texts()).toHaveLength(1);
    expect(room.texts()).toHaveLength(1);
  });

  it('without which no channel can be opened, is announced; the channel opens once it is granted', async () => {
    const world = await startWorld();
    world.slack.fault('conversations.create', {
      kind: 'error',
      error: 'missing_scope',
      details: { needed: 'channels:manage', provided: 'chat:write' },
    });
    await world.deliver({ alerts: [{}] });
    await world.board.reads(/checkout-1 is crash looping/);
    await world.settles();
    expect(world.board.texts()).toHaveLength(1);
    expect(world.board.texts()[0]).toMatch(
      /Its channel can’t be opened yet \(the Slack app lacks a permission/,
    );
    expect(world.board.push(/SEV1/)).toMatch(/Its channel can’t be opened yet/);

    world.slack.clearFaults();
    world.passes(11 * 60_000);
    const room = await world.room('INC-1');
    await world.board.reads(new RegExp(`#${room.view.name}`));
    await world.settles();
    expect(world.board.texts()).toHaveLength(1);
    expect(world.board.texts()[0]).not.toMatch(/permission/);
    await world.logIsWhole('INC-1');
  });
});
