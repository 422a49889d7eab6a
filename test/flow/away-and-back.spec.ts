import { describe, expect, it } from 'vitest';
import { startRedis } from '../../sandbox/redis/start-redis.ts';
import { startRunningClock } from '../setup/running-clock.ts';
import { startWorld } from './world.ts';

const MINUTE = 60_000;

describe('Slack down while alerts fire', () => {
  it('when it is up again, gets everything in order, once', async () => {
    const world = await startWorld();
    const since = world.now();
    await world.deliver({ alerts: [{ since }] });
    const room = await world.room('INC-1');
    await world.settles();

    await world.slack.down();
    const pods = ['checkout-1', 'checkout-2', 'checkout-3'];
    const firing = pods.map((pod) => ({ labels: { pod }, since }));
    expect(await world.deliver({ alerts: firing.slice(0, 2) })).toBe(202);
    await world.deliver({ alerts: firing });
    await world.deliver({
      group: { alertname: 'DiskFull', cluster: 'prod-eu1', namespace: 'db' },
      alerts: [{ since: world.now(), labels: { pod: 'db-0' } }],
    });
    await world.slack.until(() => world.logged.some(({ message }) => message === 'step did not succeed'));
    await world.slack.up();
    world.passes(MINUTE);

    await room.reads(/It is spreading: 2 alerts fire now/);
    const other = await world.room('INC-2');
    await room.cardReads(/Alerts: 3 firing/);
    await world.settles();
    expect(room.matching(/It is spreading/)).toHaveLength(1);
    expect(room.texts()).toHaveLength(2);
    expect(other.texts()).toHaveLength(1);
    expect(world.board.texts()).toHaveLength(2);
    expect(other.card()).not.toMatch(/Waiting:/);
    await world.logIsWhole('INC-1');
    await world.logIsWhole('INC-2');
  });

  it('when its answers get lost, is not told anything twice', async () => {
    const world = await startWorld();
    world.slack.fault('chat.postMessage', { kind: 'lost-reply' }, { times: 2 });
    world.slack.fault('conversations.create', { kind: 'lost-reply' }, { times: 1 });

    await world.deliver({ alerts: [{}] });
    for (let i = 0; i < 4; i++) {
      world.passes(10_000);
      await world.settles();
    }
    const room = await world.room('INC-1');
    await world.board.reads(/INC-1/);
    await world.settles();

    expect(world.slack.channels.filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
    expect(room.texts()).toHaveLength(1);
    expect(world.board.texts()).toHaveLength(1);
  });
});

describe('Slack asks the bot to slow down', () => {
  it('is obeyed: it is asked once, waits, and the card catches up', async () => {
    const world = await startWorld();
    const since = world.now();
    await world.deliver({ alerts: [{ since }] });
    const room = await world.room('INC-1');
    await world.settles();
    world.slack.fault('chat.update', { kind: '429', retryAfter: 2 }, { times: 1 });
    const refused = world.slack.callsOf('chat.update').length;

    await world.deliver({ alerts: [{ since, status: 'resolved' }] });
    await room.reads(/Is it over\?/);
    // The pause is kept in Redis, by the clock on the wall.
    await room.cardReads(/Alerts: 0 firing of 1, 1 cleared/);
    await world.board.reads(/0 firing of 1, 1 cleared/);
    const answers = world.slack.callsOf('chat.update').slice(refused);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(room.texts()).toHaveLength(2);
  });
});

describe('Redis away', () => {
  it('is answered 503 within two seconds, a command with a sentence, and what is sent again is there', async () => {
    const redis = await startRedis({ appendfsync: 'no' });
    const world = await startWorld({ redis });
    await redis.kill();

    const time = startRunningClock(0, 1);
    const [status, said] = await Promise.all([
      world.deliver({ alerts: [{}] }),
      world.slack.as('ana').command('/incident', 'declare sev2 Checkout is down', { channel: 'incidents' }),
    ]);
    expect(time.now()).toBeLessThan(2_500);
    expect(status).toBe(503);
    expect(said.status).toBe('ok');
    expect(said.shown).toMatch(/could not confirm this: its store is not answering/);
    expect((await fetch(`${world.app().url}/readyz`)).status).toBe(503);

    await redis.restart();
    await expect.poll(() => world.deliver({ alerts: [{}] })).toBe(202);
    const room = await world.room('INC-1');
    expect(room.card()).toMatch(/checkout-1 is crash looping/);
    await world.settles();
    expect(world.slack.channels.filter(({ name }) => name.startsWith('inc-'))).toHaveLength(1);
  });
});
