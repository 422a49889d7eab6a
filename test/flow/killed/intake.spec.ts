import { describe, expect, it, vi } from 'vitest';
import { startRedis } from '../../../sandbox/redis/start-redis.ts';
import { expectAllFlaps, flapAll, oneIncident } from './flapping-groups.ts';
import { A_MINUTE, inKilledWorld, type KilledWorld } from './killed-world.ts';
import { expectOnce } from './once.ts';

const TIMEOUT = 4 * A_MINUTE;

describe.concurrent('what was answered 202 is kept, once and in its order', { timeout: TIMEOUT }, () => {
  it('when the process that answers is killed, twice', async () => {
    await inKilledWorld({ settings: oneIncident }, async (world) => {
      const killed = async () => {
        await world.bot.kill();
        await world.bot.start();
      };
      const answers = await flapAll(
        world,
        new Map([
          [20, killed],
          [60, killed],
        ]),
      );
      expect(answers.get('refused')).toBeGreaterThan(0);
      await expectAllKept(world);
    });
  });

  it('when Redis is killed under it, twice: until it is back the answer is 503', async () => {
    const redis = await startRedis();
    try {
      await inKilledWorld({ settings: oneIncident, redisUrl: redis.url }, async (world) => {
        const killed = async () => {
          await redis.kill();
          await new Promise((resolve) => setTimeout(resolve, 1_000));
          await redis.restart();
        };
        const answers = await flapAll(
          world,
          new Map([
            [20, killed],
            [60, killed],
          ]),
        );
        expect([...answers.keys()].sort()).toEqual([202, 503]);
        await expectAllKept(world);
      });
    } finally {
      await redis.stop();
    }
  });
});

async function expectAllKept(world: KilledWorld): Promise<void> {
  const { store } = world;
  const isDrained = async () => expect(await store.deliveries.depth()).toMatchObject({ undrained: 0 });
  await vi.waitFor(isDrained, { timeout: A_MINUTE, interval: 100 });
  // Killed between its number and its first fact, an incident gets the next number: gaps are possible, repeats are not.
  const [id = 'INC-1', ...more] = (await store.index.recent(10)).map((incident) => incident.id);
  expect(more).toEqual([]);
  await world.settled(id);
  expectAllFlaps(await store.log.facts(id));
  expect(await store.deliveries.depth()).toMatchObject({ quarantined: 0 });
  await expectOnce(world, id);
  expect(await world.bot.keyturn('verify', id)).toContain('chain whole');
}
