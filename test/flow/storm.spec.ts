import { describe, expect, it } from 'vitest';
import { startWorld, type World } from './world.ts';

const MINUTE = 60_000;

/** One group among many. */
const group = (n: number) => ({ alertname: 'TargetDown', cluster: 'prod-eu1', job: `job-${n}` });

const fires = (world: World, n: number) =>
  world.deliver({ group: group(n), alerts: [{ labels: { pod: `pod-${n}` } }] });

describe('a storm', () => {
  it('becomes one incident from the eleventh on, which lists its groups and owns what comes later', async () => {
    const world = await startWorld();
    for (let n = 1; n <= 14; n++) expect(await fires(world, n)).toBe(202);

    const storm = await world.room('INC-11');
    await storm.cardReads(/4 firing/);
    await fires(world, 15);
    await storm.cardReads(/5 firing/);
    await world.settles();

    expect(storm.card()).toMatch(/Alert storm: TargetDown in many groups in prod-eu1/);
    expect(storm.card()).toMatch(/● alertname=TargetDown, cluster=prod-eu1, job=job-11/);
    expect(storm.card()).toMatch(/job=job-15/);
    expect(await world.store.log.load('INC-12')).toBeNull();
    expect(world.slack.channels.filter(({ name }) => name.startsWith('inc-'))).toHaveLength(11);
    // Slack allows a message a second into one channel: the board fills slowly, but nobody is refused and nothing doubled.
    expect(new Set(world.board.texts()).size).toBe(world.board.texts().length);
    expect(world.slack.calls.filter(({ status }) => status === 429)).toEqual([]);
    await world.logIsWhole('INC-11');
  });

  it('is over when it is resolved: a member that flaps then gets an incident of its own', async () => {
    const world = await startWorld({
      settings: { storm: { moreThan: 2, within: '5m' } },
    });
    const began = world.now();
    for (let n = 1; n <= 4; n++) await fires(world, n);
    const storm = await world.room('INC-3');
    await storm.cardReads(/2 firing/);
    world.slack.as('ana').join(storm.id);
    await world.slack.as('ana').command('/incident', 'resolve The switch is back', { channel: storm.id });
    await storm.reads(/Resolved by @ana/);

    world.passes(10 * MINUTE);
    const pod = { pod: 'pod-4' };
    await world.deliver({ group: group(4), alerts: [{ labels: pod, status: 'resolved', since: began }] });
    await world.deliver({ group: group(4), alerts: [{ labels: pod, since: world.now() }] });
    const room = await world.room('INC-4');
    await world.settles();

    expect(room.card()).toMatch(/Alerts: 1 firing/);
    expect((await world.incident('INC-3')).status).toBe('resolved');
    expect(storm.texts().filter((text) => /Reopened/.test(text))).toEqual([]);
    await world.logIsWhole('INC-3');
  });
});
