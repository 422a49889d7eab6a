import { hash } from 'node:crypto';
import { z } from 'zod';
import { groupId } from '../../domain/alert.ts';
import { HOUR } from '../../domain/instant.ts';
import type { DeliveryEntry, DeliveryInbox } from '../../ports/delivery-inbox.ts';
import { createInbox, INBOX_LIMIT } from './inbox.ts';
import { acceptDeliveryScript } from './inbox-scripts.ts';
import { reachRedis } from './reach-redis.ts';
import { readableEntries } from './readable-entries.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { shortDigest } from './short-digest.ts';
import type { StoreKeys } from './store-keys.ts';
import { StoredDelivery } from './stored-schema.ts';

export type DeliveryInboxDeps = {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
  /** Undrained entries that it holds; 50,000 if left out. */
  readonly limit?: number;
};

/** A group not heard of for this long is forgotten: longer than any repeat_interval in use. */
const FORGET_GROUPS_AFTER = 30 * 24 * HOUR;

const Accepted = z.enum(['stored', 'heartbeat', 'full']);

/** The inbox of Alertmanager's deliveries: accepting is one script, so it is one durable write. Throws Unavailable. */
export function createDeliveryInbox({ redis, keys, limit = INBOX_LIMIT }: DeliveryInboxDeps): DeliveryInbox {
  const inbox = createInbox({ redis, keys, name: 'alerts' });
  const { stream, lastDigest, lastHeard, wantsConfirmation } = keys.inbox('alerts');
  return {
    ...inbox,
    async accept(delivery, identity, at) {
      const group = shortDigest(groupId(delivery));
      const digest = hash('sha256', identity, 'base64');
      const body = JSON.stringify(delivery);
      const all = [stream, lastDigest, lastHeard, wantsConfirmation];
      const args = [group, digest, at, body, limit, at - FORGET_GROUPS_AFTER];
      return Accepted.parse(await runScript(redis, acceptDeliveryScript, all, args));
    },
    async read(limit): Promise<readonly DeliveryEntry[]> {
      const found = await readableEntries(inbox, limit, StoredDelivery);
      return found.map(({ entry, receivedAt, value }) => ({ entry, receivedAt, delivery: value }));
    },
    async expectConfirmation(group, wanted) {
      const member = shortDigest(group);
      await reachRedis(
        wanted ? redis.sadd(wantsConfirmation, member) : redis.srem(wantsConfirmation, member),
      );
    },
    async lastHeard(group) {
      const at = await reachRedis(redis.zscore(lastHeard, shortDigest(group)));
      return at === null ? null : Number(at);
    },
  };
}
