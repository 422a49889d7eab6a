import { describe, expect, it } from 'vitest';
import { startWorld } from '../world.ts';

const MINUTE = 60_000;

describe('an announcements channel', () => {
  it.each(['id', 'name'] as const)('that is private works by its %s, buttons too', async (by) => {
    const world = await startWorld({
      slack: { channels: [{ name: 'war-room', private: true, members: ['ana', 'dan'], bot: true }] },
      settings: (slack) => ({ channels: { announcements: slack.channel('war-room')[by] } }),
    });
    const board = world.slack.channel('war-room');

    await world.deliver({ alerts: [{ labels: { severity: 'warning' } }] });
    const asked = await world.slack.until(() => board.find(/INC-1/));
    await world.slack.as('dan').press(board.id, asked.ts, 'Accept');

    const room = await world.room('INC-1');
    await world.settles();
    expect(board.said()).toHaveLength(1);
    expect(room.card()).not.toMatch(/Waiting|Left out/);
  });
});

describe('a person', () => {
  it('who takes the pin away keeps it away; the card is edited as before', async () => {
    const world = await startWorld();
    const since = world.now();
    await world.deliver({ alerts: [{ since }] });
    const room = await world.room('INC-1');
    await world.settles();
    const ana = world.slack.as('ana');
    ana.join(room.id);
    ana.unpin(room.id, room.view.pins[0]?.ts ?? '');

    await world.deliver({ alerts: [{ since }, { labels: { pod: 'checkout-2' }, since }] });
    await room.cardReads(/2 firing/);
    await world.settles();

    expect(room.view.pins).toHaveLength(0);
    await world.logIsWhole('INC-1');
  });

  it('who deletes the channel finds the incident in another one, told once', async () => {
    const world = await startWorld();
    const since = world.now();
    await world.deliver({ alerts: [{ since }] });
    const old = await world.room('INC-1');
    await world.settles();
    // As an administrator can, for whom the sandbox has no actor.
    world.slack.world.channels.delete(old.id);
    world.slack.world.sendEvent({
      type: 'channel_deleted',
      channel: old.id,
      event_ts: world.slack.world.ids.ts(),
    });

    await world.deliver({ alerts: [{ since }, { labels: { pod: 'checkout-2' }, since }] });
    await world.settles();

    const room = await world.room('INC-1');
    expect(room.id).not.toBe(old.id);
    expect(room.card()).toMatch(/2 firing/);
    expect(room.matching(/Work on INC-1 goes on here/)).toHaveLength(1);
    expect(room.view.pins).toHaveLength(1);
    expect(world.board.texts()).toHaveLength(1);
    await world.logIsWhole('INC-1');
  });
});

it('half an hour that passes at once asks each role’s next person once, with a time of their own to answer', async () => {
  const people = (slack: { member(name: string): { id: string } }, ...names: string[]) => ({
    users: names.map((name) => slack.member(name).id),
  });
  const world = await startWorld({
    settings: (slack) => ({
      rosters: { commander: people(slack, 'ana', 'ben', 'chloe'), scribe: people(slack, 'dan', 'eve') },
    }),
  });
  const since = world.now();
  await world.deliver({ alerts: [{ since }] });
  const room = await world.room('INC-1');
  await room.reads(/@dan, will you be scribe/);
  await world.settles();

  world.passes(31 * MINUTE);
  await world.deliver({ alerts: [{ since }, { labels: { pod: 'checkout-2' }, since }] });
  await room.reads(/@ana did not answer\. @ben, who takes commander/);
  await room.reads(/@dan did not answer\. @eve, who takes scribe/);
  await room.reads(/It is spreading/);
  await world.settles();

  // The card, two who were asked, that it spreads, and the next two.
  expect(room.texts(), room.texts().join('\n--\n')).toHaveLength(6);
  expect(world.directly('ben').texts()).toHaveLength(1);
  await world.logIsWhole('INC-1');
});
