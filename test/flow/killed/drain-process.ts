import { connectRedis, isRedisReady } from '../../../src/integrations/redis/connect-redis.ts';
import { createRedisStore } from '../../../src/integrations/redis/create-redis-store.ts';
import type { Log } from '../../../src/ports/log.ts';
import { CHAIN_KEYS, createDrains, type DrainName } from './drains.ts';

// A process that drains an inbox once, or until it is killed. Arguments: which, address, key prefix.
const [which = 'alerts', url = '', prefix = ''] = process.argv.slice(2);
const log: Log = { info() {}, warn() {}, error() {} };
const redis = connectRedis({ url, use: 'requests', log });
if (!(await isRedisReady(redis, 60_000))) throw new Error('no Redis');
const store = createRedisStore({ redis, prefix, chainKeys: CHAIN_KEYS, log });
await createDrains(store)[which as DrainName]();
await store.close();
