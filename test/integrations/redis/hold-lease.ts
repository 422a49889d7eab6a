import { connectRedis, isRedisReady } from '../../../src/integrations/redis/connect-redis.ts';
import { createRedisStore } from '../../../src/integrations/redis/create-redis-store.ts';
import type { Log } from '../../../src/ports/log.ts';

// A process that holds the lease of INC-7 until it is killed. Arguments: address, key prefix.
const [url = '', prefix = ''] = process.argv.slice(2);
const log: Log = { info() {}, warn() {}, error() {} };
const redis = connectRedis({ url, use: 'requests', log });
await isRedisReady(redis, 60_000);
const { sideNotes } = createRedisStore({ redis, prefix, chainKeys: [{ id: 'k1', secret: 's' }], log });
await sideNotes.exclusively('INC-7', async () => {
  process.stdout.write('holding\n');
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
