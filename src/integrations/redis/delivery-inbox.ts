import { hash } from 'node:crypto';
import { z } from 'zod';
import { groupId } from '../../domain/alert.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import type { DeliveryEntry, DeliveryInbox } from '../../ports/delivery-inbox.ts';
import { createInbox, INBOX_LIMIT } from './inbox.ts';
import { acceptDeliveriesScript } from './inbox-scripts.ts';
import { reachRedis } from './reach-redis.ts';
import { readableEntries } from './readable-entries.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import { shortDigest } from './short-digest.ts';
import type { StoreKeys } from './store-keys.ts';
import { StoredDelivery } from './stored-schema.ts';
import { createWriteTogether, type Most } from './write-together.ts';

export type DeliveryInboxDeps = {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
  /** Undrained entries that it holds; 50,000 if left out. */
  readonly limit?: number;
};

/** A group not heard of for this long is forgotten: longer than any repeat_interval in use. */
const FORGET_GROUPS_AFTER = 30 * 24 * HOUR;

const Accepted = z.array(z.enum(['stored', 'heartbeat', 'full']));

/** Deliveries that are stored by one call; half a megabyte takes a few milliseconds. */
const TOGETHER: Most = { items: 50, size: 500_000 };

/** What the script needs of one delivery: the digests of its group and of what it says, when it came, its text. */
type Incoming = readonly [group: string, digest: string, at: Instant, body: string];

/**
 * The inbox of Alertmanager's deliveries: accepting is one script, so it is one durable write, which deliveries that come
 * together share. Throws Unavailable.
 */
export function createDeliveryInbox({ redis, keys, limit = INBOX_LIMIT }: DeliveryInboxDeps): DeliveryInbox {
  const inbox = createInbox({ redis, keys, name: 'alerts' });
  const { stream, lastDigest, lastHeard, wantsConfirmation } = keys.inbox('alerts');
  const accept = createWriteTogether({
    async write(incoming: readonly Incoming[]) {
      const latest = Math.max(...incoming.map(([, , at]) => at));
      const all = [stream, lastDigest, lastHeard, wantsConfirmation];
      const args = [limit, latest - FORGET_GROUPS_AFTER, ...incoming.flat()];
      return Accepted.parse(await runScript(redis, acceptDeliveriesScript, all, args));
    },
    sizeOf: ([, , , body]) => body.length,
    most: TOGETHER,
  });
  return {
    ...inbox,
    accept(delivery, identity, at) {
      const group = shortDigest(groupId(delivery));
      return accept([group, hash('sha256', identity, 'base64'), at, JSON.stringify(delivery)]);
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
