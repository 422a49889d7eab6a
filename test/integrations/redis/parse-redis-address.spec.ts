import { describe, expect, it } from 'vitest';
import { parseRedisAddress } from '../../../src/integrations/redis/parse-redis-address.ts';
import { Misconfigured } from '../../../src/ports/failures.ts';

describe('the address of Redis', () => {
  it.each([
    ['redis://localhost', { kind: 'single', access: {}, host: 'localhost', port: 6379 }],
    ['redis://10.0.0.1:7000/2', { kind: 'single', access: { db: 2 }, host: '10.0.0.1', port: 7000 }],
    ['redis://[::1]:7000', { kind: 'single', access: {}, host: '::1', port: 7000 }],
    [
      'rediss://keyturn:p%40ss@redis.example.org:6380',
      {
        kind: 'single',
        access: { username: 'keyturn', password: 'p@ss', tls: {} },
        host: 'redis.example.org',
        port: 6380,
      },
    ],
    ['redis://:secret@a', { kind: 'single', access: { password: 'secret' }, host: 'a', port: 6379 }],
    [
      'redis-sentinel://a,b:26380/1?master=keyturn',
      {
        kind: 'sentinel',
        access: { db: 1 },
        master: 'keyturn',
        nodes: [
          { host: 'a', port: 26379 },
          { host: 'b', port: 26380 },
        ],
      },
    ],
    [
      'rediss-cluster://a:7001,b:7002',
      {
        kind: 'cluster',
        access: { tls: {} },
        nodes: [
          { host: 'a', port: 7001 },
          { host: 'b', port: 7002 },
        ],
      },
    ],
  ])('%s is understood', (url, address) => {
    expect(parseRedisAddress(url)).toEqual(address);
  });

  it.each([
    '',
    'localhost:6379',
    'http://a',
    'redis://',
    'redis://a,b',
    'redis-sentinel://a',
    'redis://u:p@a:x',
  ])('%s is refused without repeating it', (url) => {
    expect(() => parseRedisAddress(url)).toThrow(new Misconfigured('redis-address'));
  });
});
