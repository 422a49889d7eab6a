import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { describe, expect, inject, it } from 'vitest';
import { startRedis } from '../../sandbox/redis/start-redis.ts';
import { freshKeyPrefix } from './key-prefix.ts';

describe('the Redis of the whole run', () => {
  it('answers under the address that every test file gets', async () => {
    expect(await ask(inject('redisUrl'), 'PING')).toBe('+PONG');
  });

  it('is shared by key prefixes that never repeat', () => {
    expect(freshKeyPrefix()).toMatch(/^\{keyturn:t-[0-9a-f]{10}\}$/);
    expect(freshKeyPrefix()).not.toBe(freshKeyPrefix());
  });
});

describe('a Redis of its own', () => {
  it('is as durable as production asks for', async () => {
    const redis = await startRedis();

    expect(await ask(redis.url, 'CONFIG GET appendfsync')).toContain('always');
    expect(await ask(redis.url, 'CONFIG GET appendonly')).toContain('yes');
    expect(await ask(redis.url, 'CONFIG GET maxmemory-policy')).toContain('noeviction');

    await redis.stop();
  });

  it('keeps what it has acknowledged when it is killed and started again', async () => {
    const redis = await startRedis();
    await ask(redis.url, 'SET fact 1');

    await redis.kill();
    expect(redis.pid).toBeUndefined();
    await expect(ask(redis.url, 'PING')).rejects.toThrow('ECONNREFUSED');
    await redis.restart();

    expect(await ask(redis.url, 'GET fact')).toContain('1');
    await redis.stop();
  });

  it('leaves nothing behind', async () => {
    const redis = await startRedis({ appendfsync: 'no' });
    const dir = (await ask(redis.url, 'CONFIG GET dir')).split('\r\n').find((line) => line.startsWith('/'));

    await redis.stop();

    expect(dir).toBeDefined();
    expect(existsSync(dir ?? '')).toBe(false);
  });
});

/** One inline command over a plain socket: these tests should not depend on a client. */
function ask(url: string, command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(`${command}\r\n`));
    socket.on('error', reject);
    socket.on('data', (reply) => {
      socket.destroy();
      resolve(reply.toString().trim());
    });
  });
}
