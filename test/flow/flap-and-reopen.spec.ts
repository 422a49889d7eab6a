import { describe, expect, it } from 'vitest';
import type { Room } from './room.ts';
import { startWorld, type World } from './world.ts';

const MINUTE = 60_000;

/** An incident that ana resolved after its one alert had cleared. */
async function aResolvedIncident(): Promise<{ world: World; room: Room }> {
  const world = await startWorld();
  const since = world.now();
  await world.deliver({ alerts: [{ since }] });
  const room = await world.room('INC-1');
  world.slack.as('ana').join(room.id);
  await world.deliver({ alerts: [{ since, status: 'resolved' }] });
  await room.reads(/Is it over\?/);
  await world.slack.as('ana').command('/incident', 'resolve Rolled back', { channel: room.id });
  await room.reads(/Resolved by @ana/);
  return { world, room };
}

/** An incident that ana resolved while its one alert was firing. */
async function aHastyResolution(): Promise<{ world: World; room: Room; since: number }> {
  const world = await startWorld();
  const since = world.now();
  await world.deliver({ alerts: [{ since }] });
  const room = await world.room('INC-1');
  world.slack.as('ana').join(room.id);
  await world.slack.as('ana').command('/incident', 'resolve It is fine', { channel: room.id });
  await room.reads(/Resolved by @ana, while 1 alert still fires/);
  return { world, room, since };
}

describe('an alert that comes back after the resolution', () => {
  it('reopens the incident within 30 minutes, and says why', async () => {
    const { world, room } = await aResolvedIncident();

    world.passes(20 * MINUTE);
    await world.deliver({ alerts: [{ since: world.now() }] });
    await room.reads(/Reopened by Alertmanager \(default\)\.\s+.*KubePodCrashLooping fires again/);
    await room.cardReads(/Reopened: once/);
    await world.board.reads(/INC-1 · investigating/);
    await world.settles();

    expect(room.view.topic).toMatch(/^SEV1 · investigating/);
    expect(await world.store.log.load('INC-2')).toBeNull();
    await world.logIsWhole('INC-1');
  });

  it('is a new incident later on', async () => {
    const { world, room } = await aResolvedIncident();

    world.passes(31 * MINUTE);
    await world.deliver({ alerts: [{ since: world.now() }] });
    const next = await world.room('INC-2');
    await world.settles();

    expect(next.card()).toMatch(/INC-2/);
    expect((await world.incident('INC-1')).status).toBe('resolved');
    expect(room.texts().filter((text) => /Reopened/.test(text))).toEqual([]);
  });
});

describe('an incident that a person resolved while its alerts fire', () => {
  it('says so in one line after 30 minutes, with a button that reopens it', async () => {
    const { world, room, since } = await aHastyResolution();

    world.passes(29 * MINUTE);
    await world.settles();
    expect(room.matching(/still fires\. Reopen, or leave it/)).toEqual([]);
    world.passes(2 * MINUTE);
    await room.reads(/1 alert that fired when this was resolved still fires\. Reopen, or leave it/);
    // Alertmanager repeats itself; nothing more is said, and nothing reopens.
    await world.deliver({ alerts: [{ since, labels: {} }] });
    world.passes(5 * 60 * MINUTE);
    await world.settles();
    expect(room.matching(/still fires\. Reopen/)).toHaveLength(1);
    expect((await world.incident('INC-1')).status).toBe('resolved');

    await room.press(/Reopen, or leave it/, 'Reopen', 'ana');
    await world.slack.until(() => world.slack.as('ana').views().length > 0);
    const form = await world.slack.as('ana').submit({ reason: 'It does fire, users complain' });
    expect(form.outcome).toBe('closed');
    await room.reads(/Reopened by @ana\.\s+.*users complain/);
    await room.cardReads(/Status: Investigating/);
    await world.logIsWhole('INC-1');
  });

  it('says nothing when they clear in time', async () => {
    const { world, room, since } = await aHastyResolution();

    world.passes(10 * MINUTE);
    await world.deliver({ alerts: [{ since, status: 'resolved' }] });
    await room.cardReads(/Alerts: 0 firing of 1, 1 cleared/);
    world.passes(30 * MINUTE);
    await world.settles();

    expect(room.texts()).toHaveLength(2);
    expect((await world.incident('INC-1')).status).toBe('resolved');
  });
});
