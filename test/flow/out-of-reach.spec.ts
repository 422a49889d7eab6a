import { describe, expect, it } from 'vitest';
import { deleteMessage } from '../../sandbox/slack/effects/messages.ts';
import { startWorld } from './world.ts';

describe('an alert to be asked about', () => {
  it('opens its channel where the announcements channel is not there: nobody could accept what nobody sees', async () => {
    const world = await startWorld({ slack: { channels: [] } });

    await world.deliver({ alerts: [{ labels: { severity: 'warning' } }] });

    const room = await world.room('INC-1');
    await room.cardReads(/Status: Investigating/);
    await world.settles();
    await world.logIsWhole('INC-1');
  });
});

describe('a card that a person deleted', () => {
  it('is posted and pinned again with the next change', async () => {
    const world = await startWorld();
    const ana = world.slack.as('ana');
    await ana.command('/incident', 'declare sev2 Checkout is down', { channel: 'incidents' });
    const room = await world.room('INC-1');
    await room.cardReads(/Checkout is down/);
    await world.settles();
    const [card] = room.matching(/Checkout is down/);
    if (!card) throw new Error('there is no card');

    const place = world.slack.world.channels.get(room.id);
    if (!place) throw new Error('there is no channel');
    // As an administrator can, for whom the sandbox has no actor.
    deleteMessage(world.slack.world, place, card);
    await ana.command('/incident', 'INC-1 sev 1', { channel: 'incidents' });

    await room.reads(/SEV1 · Checkout is down/);
    await world.settles();
    expect(room.view.pins).toHaveLength(1);
    await world.logIsWhole('INC-1');
  });
});
