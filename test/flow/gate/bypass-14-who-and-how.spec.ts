import { describe, expect, it } from 'vitest';
import { cardOf, proposes } from './attack.ts';
import { startGateWorld } from './gate-world.ts';

describe('bypass 14: everybody sees who approved, and the requester hears the end', () => {
  it('the card names the approvers with their times, and the outcome is a message that mentions the requester', async () => {
    const world = await startGateWorld({
      story: 'healthy',
      actions: { rules: [{ match: { clusters: ['prod-eu1'] }, tier: 'critical' }] },
      // The requester is an approver of others' proposals.
      slack: {
        userGroups: [
          { handle: 'sre', id: 'SSRE', members: ['ana', 'ben', 'chloe'] },
          { handle: 'leads', id: 'SLEADS', members: ['dan'] },
        ],
      },
    });
    const room = await world.opens();
    await proposes(world, room);
    const ts = await cardOf(world, room);
    world.slack.as('chloe').join(room.id);
    await room.reads(/Reached: @ben, @chloe/);
    // Nobody is woken for what they asked for themselves.
    expect((await world.proposal()).woken.flatMap(({ users, missed }) => [...users, ...missed])).toEqual(
      ['ben', 'chloe'].map((name) => world.slack.member(name).id),
    );
    expect(
      world.slack
        .dm('ana')
        .said()
        .some(({ text }) => /Approve\?/.test(text)),
    ).toBe(false);

    await world.slack.as('ben').press(room.id, ts, 'Approve');
    await room.reads(/Approved: 1 of 2, by @ben at \d\d:\d\d/);
    await world.slack.as('chloe').press(room.id, ts, 'Approve');
    await world.becomes('succeeded');

    const card = await room.reads(/Approved: 2 of 2, by @ben at \d\d:\d\d, @chloe at \d\d:\d\d/);
    expect(card).toMatch(/Proposal 1 of INC-1, by @ana/);
    const outcome = await room.reads(/Done.*@ana|@ana.*[Dd]one/);
    expect(outcome).toMatch(/@ben/);
    expect(outcome).toMatch(/@chloe/);
    // An edit notifies nobody: the outcome is a message of its own, with a mention in it.
    const message = room.matching(/Done.*@ana|@ana.*[Dd]one/).at(-1);
    expect(message?.ts).not.toBe(ts);
    expect(JSON.stringify(message)).toContain(world.slack.member('ana').id);
  });

  it('a denial reaches the requester with its reason and who said it', async () => {
    const world = await startGateWorld({ story: 'healthy' });
    const room = await world.opens();
    await proposes(world, room);
    const ts = await cardOf(world, room);

    const ben = world.slack.as('ben');
    await ben.press(room.id, ts, 'Deny');
    await world.slack.until(() => ben.views().length > 0);
    expect((await ben.submit({ reason: 'the sale is on' })).outcome).toBe('closed');

    await world.becomes('denied');
    const told = await world.slack.until(() =>
      room.matching(/the sale is on/).find((each) => each.ts !== ts),
    );
    expect(JSON.stringify(told)).toContain(world.slack.member('ana').id);
    expect(JSON.stringify(told)).toContain(world.slack.member('ben').id);
  });
});
