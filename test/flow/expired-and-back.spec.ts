import { describe, expect, it } from 'vitest';
import type { Room } from './room.ts';
import { startWorld, type World } from './world.ts';

const SECOND = 1_000;

/** An alert whose resolve came because nobody told Alertmanager for too long, and which then comes back as it was. */
async function anExpiredAlert(): Promise<{ world: World; room: Room; since: number }> {
  const world = await startWorld();
  const since = world.now();
  await world.deliver({ alerts: [{ since }] });
  const room = await world.room('INC-1');
  world.slack.as('ana').join(room.id);
  await world.deliver({ alerts: [{ since, status: 'resolved' }] });
  await room.reads(/Is it over\?/);
  await world.slack.as('ana').command('/incident', 'resolve Looks good', { channel: room.id });
  await room.reads(/Resolved by @ana/);
  await world.deliver({ alerts: [{ since }] });
  await room.cardReads(/1 back, not confirmed yet/);
  return { world, room, since };
}

describe('an alert that expired and comes back with the start it had', () => {
  it('is held, and reopens nothing while nobody confirms it', async () => {
    const { world, room } = await anExpiredAlert();

    expect((await world.incident('INC-1')).status).toBe('resolved');
    expect(room.matching(/Reopened by/)).toEqual([]);
    expect(await world.store.log.load('INC-2')).toBeNull();
  });

  it('is real when the next delivery says it again', async () => {
    const { world, room, since } = await anExpiredAlert();

    expect(await world.deliver({ alerts: [{ since }] })).toBe(202);
    await room.reads(/Reopened by Alertmanager \(default\)/);
    await room.cardReads(/Alerts: 1 firing/);
    await world.settles();

    expect(room.matching(/Reopened by/)).toHaveLength(1);
    await world.logIsWhole('INC-1');
  });

  it('was a late duplicate when its resolve comes again', async () => {
    const { world, room, since } = await anExpiredAlert();

    await world.deliver({ alerts: [{ since, status: 'resolved' }] });
    await room.cardReads(/Alerts: 0 firing of 1, 1 cleared/);
    world.passes(200 * SECOND);
    await world.settles();

    expect((await world.incident('INC-1')).status).toBe('resolved');
    expect(room.matching(/Reopened by/)).toEqual([]);
  });

  it('is believed when nothing contradicts it for a minute: better told twice than lost', async () => {
    const { world, room } = await anExpiredAlert();

    world.passes(61 * SECOND);
    await room.reads(/Reopened by/);
    await room.cardReads(/Alerts: 1 firing/);
    await world.settles();

    expect(room.matching(/Reopened by/)).toHaveLength(1);
  });
});
