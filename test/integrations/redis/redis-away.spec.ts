import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type StartedRedis, startRedis } from '../../../sandbox/redis/start-redis.ts';
import { checkDurability } from '../../../src/integrations/redis/check-durability.ts';
import { connectRedis, isRedisReady } from '../../../src/integrations/redis/connect-redis.ts';
import { Misconfigured, Unavailable } from '../../../src/ports/failures.ts';
import { NOON } from '../../builders/incident.ts';
import { startRunningClock } from '../../setup/running-clock.ts';
import { aFirstAppend, aNote, anAppend } from './build-append.ts';
import { aDelivery } from './build-delivery.ts';
import { silentLog, startStore } from './start-store.ts';

describe('when Redis goes away', () => {
  let server: StartedRedis;
  const open: { close(): Promise<void> }[] = [];
  const start = async () => {
    const store = await startStore({ url: server.url });
    open.push(store);
    return store;
  };
  beforeAll(async () => {
    server = await startRedis();
  });
  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
  });
  afterAll(() => server.stop());

  it('every question is answered with Unavailable within two seconds', async () => {
    const store = await start();
    await store.log.append(aFirstAppend());
    await server.kill();

    const time = startRunningClock(0, 1);
    const asked: Promise<unknown>[] = [
      store.log.load('INC-7'),
      store.log.append(aFirstAppend({}, { id: 'INC-8' })),
      store.log.nextNumber(),
      store.index.open(),
      store.episodes.all('INC-7'),
      store.deliveries.accept(aDelivery(), 'firing', NOON),
      store.slackEvents.depth(),
      store.mirror.range('C1', {}),
      store.sideNotes.exclusively('INC-7', async () => 'never'),
      store.verify.incident('INC-7'),
    ];
    const answers = await Promise.allSettled(asked);

    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 'rejected', reason: new Unavailable('redis-unreachable') });
    }
    expect(time.now()).toBeLessThan(2_000);
    await server.restart();
  });

  it('a Redis that stands still is answered with Unavailable within two seconds', async () => {
    const store = await start();
    await store.redis.client('PAUSE', 60_000, 'ALL');

    const time = startRunningClock(0, 1);
    const answer = await store.deliveries
      .accept(aDelivery(), 'firing', NOON)
      .catch((error: unknown) => error);

    expect(answer).toEqual(new Unavailable('redis-unreachable'));
    expect(time.now()).toBeLessThan(2_000);
    await server.kill();
    await server.restart();
  });

  it('nothing is sent a second time: what was answered with Unavailable is not written later', async () => {
    const store = await start();
    const number = await store.log.nextNumber();
    await store.redis.client('PAUSE', 60_000, 'ALL');
    await expect(store.log.nextNumber()).rejects.toThrow(Unavailable);

    await server.kill();
    await server.restart();
    await isRedisReady(store.redis, 60_000);

    expect(await store.log.nextNumber()).toBe(number + 1);
  });

  it('the same store goes on by itself when Redis is back', async () => {
    const store = await start();
    const first = await store.log.append(aFirstAppend({}, { id: 'INC-20' }));
    await server.kill();
    await server.restart();

    expect(await isRedisReady(store.redis, 60_000)).toBe(true);
    expect((await store.log.load('INC-20'))?.incident.version).toBe(1);
    if (first.outcome !== 'appended') throw new Error(first.outcome);
    const next = await store.log.append(anAppend(first.loaded, [aNote('after')]));
    expect(next.outcome).toBe('appended');
  });

  it('what was acknowledged is there after a crash, and a repeat finds what came through unacknowledged', async () => {
    const store = await start();
    const id = 'INC-30';
    await store.log.append(aFirstAppend({}, { id }));
    const acknowledged: string[] = [];
    const unknown: string[] = [];
    const addNote = async (text: string) => {
      for (;;) {
        const base = await store.log.load(id);
        const result = await store.log.append(
          anAppend(base, [aNote(text)], { id, requestId: `${id}.${text}` }),
        );
        if (result.outcome !== 'conflict') return;
      }
    };
    const writing = (async () => {
      for (let n = 0; unknown.length === 0; n++) {
        await addNote(`${n}`).then(
          () => acknowledged.push(`${n}`),
          () => unknown.push(`${n}`),
        );
      }
    })();

    await expect.poll(() => acknowledged.length).toBeGreaterThan(2);
    await server.kill();
    await writing;
    await server.restart();
    await isRedisReady(store.redis, 60_000);
    for (const text of [...acknowledged, ...unknown]) await addNote(text);

    const facts = await store.log.facts(id);
    const notes = facts.flatMap(({ body }) => (body.kind === 'note.added' ? [body.text] : []));
    expect(notes).toEqual([...acknowledged, ...unknown]);
    expect((await store.verify.incident(id))?.damages).toEqual([]);
  });

  it('a worker waits until Redis is back', async () => {
    const redis = connectRedis({ url: server.url, use: 'workers', log: silentLog });
    await server.kill();

    const answer = redis.incr('jobs');
    await pause(100);
    await server.restart();

    expect(await answer).toBe(1);
    await redis.quit();
  });

  it('a store can be closed while Redis is away', async () => {
    const store = await startStore({ url: server.url });
    await server.kill();

    await store.close();
    await server.restart();

    expect(await isRedisReady(store.redis, 1_500)).toBe(false);
  });

  it('says so once, and once when it is back', async () => {
    const said: string[] = [];
    const note = (_: object, message: string) => void said.push(message);
    const redis = connectRedis({
      url: server.url,
      use: 'requests',
      log: { info: note, warn: note, error: note },
    });
    await isRedisReady(redis, 60_000);

    await server.kill();
    await pause(400);
    expect(await isRedisReady(redis, 10)).toBe(false);
    await server.restart();
    await isRedisReady(redis, 60_000);

    expect(said).toEqual(['redis is away', 'redis is back']);
    redis.disconnect();
  });
});

describe('what Redis refuses', () => {
  let server: StartedRedis;
  let store: Awaited<ReturnType<typeof startStore>>;
  beforeAll(async () => {
    server = await startRedis({ appendfsync: 'no' });
    store = await startStore({ url: server.url });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  it('is Unavailable while its memory is full, and nothing is half written', async () => {
    await store.redis.config('SET', 'maxmemory', '1');

    const append = aFirstAppend({}, { claims: [{ key: 'k', from: null }] });
    await expect(store.log.append(append)).rejects.toEqual(new Unavailable('redis-oom'));
    expect(await store.log.load('INC-7')).toBeNull();
    expect(await store.index.byCorrelationKey('k')).toBeNull();
    await store.redis.config('SET', 'maxmemory', '0');
    expect((await store.log.append(append)).outcome).toBe('appended');
  });

  it('is Misconfigured when we have no right', async () => {
    await store.redis.call('acl', 'setuser', 'weak', 'on', '>pass', '~*', '+@all', '-incr', '-config');
    const weak = await startStore({ url: server.url.replace('//', '//weak:pass@') });

    await expect(weak.log.nextNumber()).rejects.toEqual(new Misconfigured('redis-noperm'));
    expect(await checkDurability(weak.redis)).toEqual([
      expect.stringMatching(
        /^Redis does not let us read appendonly, so it could not be checked: make sure that it is yes/,
      ),
      expect.stringContaining('appendfsync'),
      expect.stringContaining('maxmemory-policy'),
    ]);
    await weak.close();
  });

  it('is said in words when Redis is less durable than it should be', async () => {
    await store.redis.config('SET', 'maxmemory-policy', 'allkeys-lru');

    expect(await checkDurability(store.redis)).toEqual([
      'Redis has appendfsync no instead of always: about the last second of what was acknowledged is lost at a power cut.',
      'Redis has maxmemory-policy allkeys-lru instead of noeviction: Redis may throw incidents away when its memory is full.',
    ]);
    await store.redis.config('SET', 'maxmemory-policy', 'noeviction', 'appendfsync', 'always');
    expect(await checkDurability(store.redis)).toEqual([]);
  });
});
