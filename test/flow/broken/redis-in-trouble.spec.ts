import { describe, expect, it } from 'vitest';
import { startRedis } from '../../../sandbox/redis/start-redis.ts';
import { connectRedis } from '../../../src/integrations/redis/connect-redis.ts';
import { silentLog } from '../../integrations/redis/start-store.ts';
import { startWorld, type World } from '../world.ts';

const get = async (world: World, path: string) => {
  const reply = await fetch(`${world.app().url}${path}`, { signal: AbortSignal.timeout(30_000) });
  return { status: reply.status, text: await reply.text() };
};

describe('a Redis', () => {
  it('that is full lets nothing be lost or half done: 503, a sentence, not ready; and all goes on once there is room', async () => {
    const redis = await startRedis({ appendfsync: 'no' });
    const admin = connectRedis({ url: redis.url, use: 'workers', log: silentLog });
    const world = await startWorld({ redis });
    const since = world.now();
    await world.deliver({ alerts: [{ since }] });
    const room = await world.room('INC-1');
    await world.settles();
    const ana = world.slack.as('ana');
    ana.join(room.id);
    await admin.config('SET', 'maxmemory', '1mb');
    const two = { alerts: [{ since }, { labels: { pod: 'checkout-2' }, since }] };

    expect(await world.deliver(two)).toBe(503);
    const asked = await ana.command('/incident', 'note it is full', { channel: room.id });
    expect(asked.shown).toMatch(/could not confirm/);
    const ready = await get(world, '/readyz');
    expect(ready).toMatchObject({
      status: 503,
      text: expect.stringContaining('redis takes no writes (OOM)'),
    });
    ana.say(room.id, 'said while it was full');

    await admin.config('SET', 'maxmemory', '0');
    expect(await world.deliver(two)).toBe(202);
    await room.cardReads(/2 firing/);
    await world.settles();
    const records = await world.store.mirror.range(room.id, {});
    expect(JSON.stringify(records)).toContain('said while it was full');
    expect(room.matching(/it is full/)).toHaveLength(0);
    await world.logIsWhole('INC-1');
    admin.disconnect();
  });

  it('that is away holds up neither /metrics nor /readyz', async () => {
    const redis = await startRedis({ appendfsync: 'no' });
    const world = await startWorld({ redis });
    await redis.kill();

    expect(await get(world, '/metrics')).toMatchObject({
      status: 200,
      text: expect.stringContaining('keyturn_deliveries_total'),
    });
    expect((await get(world, '/readyz')).status).toBe(503);
    await redis.restart();
  });
});
