import { describe, expect, it } from 'vitest';
import { startWorld, type World } from './world.ts';

const warning = { severity: 'warning' };

/** Three warnings' worth of trouble that nobody has looked at yet. */
async function inTriage(): Promise<{ world: World; began: number }> {
  const world = await startWorld();
  const began = world.now();
  await world.deliver({ alerts: [{ labels: warning, since: began }] });
  await world.board.reads(/checkout-1 is crash looping/);
  return { world, began };
}

const roomsOf = (world: World) => world.slack.channels.filter(({ name }) => name.startsWith('inc-'));

describe('an alert that asks whether it is an incident', () => {
  it('is one message with Accept and Decline, and no channel', async () => {
    const { world } = await inTriage();
    await world.settles();

    const [message] = world.board.texts();
    expect(world.board.texts()).toHaveLength(1);
    expect(message).toMatch(
      /^▮▮▯▯ SEV3 · checkout-1 is crash looping\nprod-eu1 \/ payments · 1 firing · INC-1/,
    );
    expect(message).toMatch(/\[Accept\] \[Decline\]/);
    expect(world.board.push(/SEV3/)).toBe(
      'SEV3 checkout-1 is crash looping, prod-eu1: is this an incident? Accept or decline INC-1.',
    );
    expect(roomsOf(world)).toEqual([]);
  });

  it('left alone, is resolved by its alerts, in place, without a channel ever', async () => {
    const { world, began } = await inTriage();

    await world.deliver({ alerts: [{ labels: warning, status: 'resolved', since: began }] });
    await world.board.reads(/INC-1.*resolved|[Rr]esolved/s);
    await world.settles();

    expect(world.board.texts()).toHaveLength(1);
    expect(world.board.texts()[0]).not.toMatch(/\[Accept\]/);
    expect(world.board.texts()[0]).toMatch(/resolved/i);
    expect(roomsOf(world)).toEqual([]);
    await world.logIsWhole('INC-1');
  });

  it('accepted by its button, gets a channel with who accepted in it, and the message leads there', async () => {
    const { world } = await inTriage();

    const click = await world.board.press(/INC-1/, 'Accept', 'chloe');
    expect(click.acked).toBe(true);
    const room = await world.room('INC-1');
    await world.slack.until(() => room.view.members.includes('chloe'));
    await world.board.reads(new RegExp(`#${room.view.name}`));
    await world.settles();

    expect(world.board.texts()).toHaveLength(1);
    expect(world.board.texts()[0]).not.toMatch(/\[Accept\]/);
    expect(room.texts()).toHaveLength(1);
    expect(room.card()).toMatch(/Status: Investigating/);
    await world.logIsWhole('INC-1');
  });

  it('accepted, is not resolved by its alerts: a person is asked', async () => {
    const { world, began } = await inTriage();
    await world.board.press(/INC-1/, 'Accept', 'chloe');
    const room = await world.room('INC-1');

    await world.deliver({ alerts: [{ labels: warning, status: 'resolved', since: began }] });
    await room.reads(/Is it over\?/);
    await world.settles();

    expect((await world.incident('INC-1')).status).toBe('investigating');
  });

  it('declined, says by whom, and stays so while the same alerts fire on', async () => {
    const { world, began } = await inTriage();

    await world.board.press(/INC-1/, 'Decline', 'dan');
    await world.board.reads(/[Dd]eclined.*@dan/s);
    // A heartbeat, and the same group with one alert fewer and one more word.
    await world.deliver({ alerts: [{ labels: warning, since: began }] });
    await world.deliver({ alerts: [{ labels: warning, since: began, annotations: { note: 'still' } }] });
    await world.settles();

    expect(world.board.texts()).toHaveLength(1);
    expect(world.board.texts()[0]).not.toMatch(/\[Accept\]/);
    expect((await world.incident('INC-1')).status).toBe('cancelled');
    expect(await world.store.log.load('INC-2')).toBeNull();
    expect(roomsOf(world)).toEqual([]);
  });

  it('accepted by two at once, is told to each of them as it is', async () => {
    const { world } = await inTriage();

    await Promise.all(['chloe', 'eve'].map((name) => world.board.press(/INC-1/, 'Accept', name)));
    const room = await world.room('INC-1');
    await world.settles();

    const told = ['chloe', 'eve'].map((name) =>
      world.board.view
        .ephemerals(name)
        .map(({ text }) => text)
        .join(),
    );
    const winner = told[0]?.startsWith('You accepted INC-1') ? 'chloe' : 'eve';
    expect(told.filter((text) => text.startsWith('You accepted INC-1'))).toHaveLength(1);
    expect(told.filter((text) => /^INC-1 is accepted already/.test(text))).toHaveLength(1);
    expect(room.view.members).toContain(winner);
    expect(world.slack.channels.filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
  });

  it('accepted by one after another declined it, tells the late one what it is by now', async () => {
    const { world } = await inTriage();
    const message = world.board.matching(/INC-1/)[0];
    await world.board.press(/INC-1/, 'Decline', 'dan');
    await world.board.reads(/[Dd]eclined/);

    // The late click is on what was shown to them before the edit.
    const late = await world.slack.as('eve').command('/incident', 'INC-1 accept', { channel: 'incidents' });

    expect(message).toBeDefined();
    expect(late.shown).toMatch(/INC-1 is cancelled\. Reopen it first/);
  });
});
