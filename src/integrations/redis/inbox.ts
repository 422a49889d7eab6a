import type { Instant } from '../../domain/instant.ts';
import type { Inbox } from '../../ports/inbox.ts';
import { parseEntryId, sortableEntryId } from './inbox-entry.ts';
import { drainedScript, quarantineScript } from './inbox-scripts.ts';
import { reachRedis } from './reach-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { StreamEntries } from './reply-schema.ts';
import { runScript } from './run-script.ts';
import type { InboxName, StoreKeys } from './store-keys.ts';

/** An entry with the text that was stored. */
export type StoredEntry = { readonly entry: string; readonly receivedAt: Instant; readonly body: string };

/** How many undrained entries an inbox holds before it answers `full`, and how many quarantined ones it keeps. */
export const INBOX_LIMIT = 50_000;
const QUARANTINE_LIMIT = 1_000;

/**
 * A durable inbox: a stream that holds exactly what is not drained yet. Throws Unavailable.
 * Applied marks are kept until the cursor passes their entry; after that the cursor itself says that it was applied.
 */
export function createInbox(deps: {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
  readonly name: InboxName;
}): Inbox<StoredEntry> {
  const { redis } = deps;
  const keys = deps.keys.inbox(deps.name);
  return {
    async read(limit) {
      if (limit <= 0) return [];
      const entries = StreamEntries.parse(
        await reachRedis(redis.xrange(keys.stream, '-', '+', 'COUNT', limit)),
      );
      return entries.map(({ id, fields }) => ({
        entry: id,
        receivedAt: Number(fields.at),
        body: fields.body ?? '',
      }));
    },
    async drained(entry) {
      const { ms, seq } = parseEntryId(entry);
      // `}` is the character after the `|` that ends an entry's part of a mark.
      const bounds = [`${ms}-${seq + 1}`, `(${sortableEntryId({ ms, seq })}}`];
      const all = [keys.stream, keys.cursor, keys.applied, keys.failures];
      await runScript(redis, drainedScript, all, [`${ms}-${seq}`, ms, seq, ...bounds]);
    },
    failed: (entry) => reachRedis(redis.hincrby(keys.failures, entry, 1)),
    async quarantine({ entry, body, reason }, at) {
      const all = [keys.stream, keys.failures, keys.quarantine, keys.lastDigest];
      await runScript(redis, quarantineScript, all, [entry ?? '', at, reason, body, QUARANTINE_LIMIT]);
    },
    async depth() {
      const [undrained, quarantined, oldest] = await reachRedis(
        Promise.all([
          redis.xlen(keys.stream),
          redis.xlen(keys.quarantine),
          redis.xrange(keys.stream, '-', '+', 'COUNT', 1),
        ]),
      );
      const [first] = StreamEntries.parse(oldest);
      return { undrained, quarantined, oldestAt: first ? Number(first.fields.at) : null };
    },
  };
}
