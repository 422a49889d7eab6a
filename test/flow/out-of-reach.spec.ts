import { describe, expect, it } from 'vitest';
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
