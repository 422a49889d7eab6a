import { describe, expect, it } from 'vitest';
import { startWorld } from './world.ts';

describe('/incident', () => {
  it('declares from anywhere, and whoever declared it is in the channel', async () => {
    const world = await startWorld();

    const said = await world.slack
      .as('ana')
      .command('/incident', 'declare sev2 Checkout rejects cards', { channel: 'incidents' });
    const room = await world.room('INC-1');
    await world.slack.until(() => room.view.members.includes('ana'));
    await world.settles();

    expect(said.shown).toBe(
      'INC-1 is declared (SEV2). Its channel opens in a moment, and you will be in it.',
    );
    expect(room.card().split('\n')[0]).toBe('▮▮▮▯ SEV2 · Checkout rejects cards');
    expect(room.texts()).toHaveLength(1);
    await world.logIsWhole('INC-1');
  });

  it('in a channel without an incident says so, and how to name one', async () => {
    const world = await startWorld();
    await world.slack
      .as('ana')
      .command('/incident', 'declare sev2 Checkout is down', { channel: 'incidents' });
    await world.room('INC-1');

    const said = await world.slack.as('ben').command('/incident', 'note hello', { channel: 'general' });
    const open = await world.slack.as('ben').command('/incident', '', { channel: 'general' });

    expect(said.shown).toMatch(/This channel has no incident\..*\/incident INC-1 note/);
    expect(open.shown).toMatch(/1 incident is open/);
  });

  it('works with the id as first word from anywhere, and the incident’s channel hears of it', async () => {
    const world = await startWorld();
    await world.slack
      .as('ana')
      .command('/incident', 'declare sev3 Checkout is slow', { channel: 'incidents' });
    const room = await world.room('INC-1');

    await world.slack.as('ben').command('/incident', 'INC-1 sev 1 Nobody can pay', { channel: 'general' });
    await room.reads(/Severity raised from SEV3 to SEV1 by @ben\.\s+.*Nobody can pay/);
    await world.slack.as('ana').command('/incident', 'note Rolled back —at 10m ago', { channel: room.id });
    await room.reads(/Note by @ana · .*\n.*Rolled back/);
    await world.slack.as('ana').command('/incident', 'update Cards work again', { channel: room.id });
    await room.reads(/Update by @ana:\n.*Cards work again/);
    await room.cardReads(/Latest update by @ana, .*Cards work again/);
    await world.settles();

    expect(room.view.topic).toMatch(/^SEV1/);
    expect(room.card().split('\n')[0]).toMatch(/SEV1 · Checkout is slow/);
    await world.slack.as('ana').command('/incident', 'timeline', { channel: room.id });
    const timeline = await room.tellsOnly('ana', /INC-1: what happened/);
    expect(timeline.indexOf('note: Rolled back')).toBeLessThan(timeline.indexOf('severity SEV3 → SEV1'));
    await world.logIsWhole('INC-1');
  });

  it('renames incident and channel, and the channel stays the incident’s', async () => {
    const world = await startWorld();
    await world.slack
      .as('ana')
      .command('/incident', 'declare sev3 Something is slow', { channel: 'incidents' });
    const room = await world.room('INC-1');
    await world.slack.until(() => room.view.members.includes('ana'));

    await world.slack.as('ana').command('/incident', 'rename Checkout times out', { channel: room.id });
    await room.reads(/Now called “Checkout times out”, named by @ana/);
    await world.slack.until(() => room.view.name === 'inc-1-checkout-times-out');
    await world.settles();
    await world.slack.as('ana').command('/incident', 'sev 2', { channel: room.id });
    await room.reads(/Severity raised from SEV3 to SEV2/);

    expect(room.view.topic).toMatch(/Checkout times out/);
    expect(room.matching(/goes on here/)).toEqual([]);
    expect((await world.incident('INC-1')).channel).toEqual({
      id: room.id,
      name: 'inc-1-checkout-times-out',
    });
  });

  it('says of a private incident in public only that there is one', async () => {
    const world = await startWorld();
    await world.slack
      .as('ana')
      .command('/incident', 'declare sev2 Keys were leaked --private', { channel: 'incidents' });
    const room = await world.room('INC-1');
    await world.settles();

    expect(room.view.isPrivate).toBe(true);
    expect(world.board.texts()).toEqual(['SEV2 INC-1: a private incident, investigating.']);
    const list = await world.slack.as('ben').command('/incident', 'list', { channel: 'general' });
    expect(JSON.stringify(list)).not.toMatch(/Keys were leaked/);
    const status = await world.slack.as('ben').command('/incident', 'INC-1 status', { channel: 'general' });
    expect(JSON.stringify(status)).not.toMatch(/Keys were leaked/);
  });
});
