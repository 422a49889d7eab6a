import { z } from 'zod';
import { HOUR, SECOND } from '../../domain/instant.ts';
import type { SlackEventEntry, SlackEventInbox } from '../../ports/slack-event-inbox.ts';
import { createInbox, INBOX_LIMIT } from './inbox.ts';
import { acceptEventScript } from './inbox-scripts.ts';
import { readableEntries } from './readable-entries.ts';
import type { RedisConnection } from './redis-connection.ts';
import { runScript } from './run-script.ts';
import type { StoreKeys } from './store-keys.ts';
import { StoredEvent } from './stored-schema.ts';

export type SlackEventInboxDeps = {
  readonly redis: RedisConnection;
  readonly keys: StoreKeys;
  /** Undrained entries that it holds; 50,000 if left out. */
  readonly limit?: number;
};

/** Slack repeats an event at once, after a minute and after five: https://docs.slack.dev/apis/events-api/ */
const REMEMBER_EVENTS = 2 * HOUR;

const Accepted = z.enum(['stored', 'repeated', 'full']);

/** The inbox of what happened in the channels: each of Slack's event ids is stored once. Throws Unavailable. */
export function createSlackEventInbox(deps: SlackEventInboxDeps): SlackEventInbox {
  const { redis, keys, limit = INBOX_LIMIT } = deps;
  const inbox = createInbox({ redis, keys, name: 'slack' });
  return {
    ...inbox,
    async accept(id, event, at) {
      const all = [keys.inbox('slack').stream, keys.slackEventSeen(id)];
      const args = [at, JSON.stringify(event), limit, REMEMBER_EVENTS / SECOND];
      return Accepted.parse(await runScript(redis, acceptEventScript, all, args));
    },
    async read(limit): Promise<readonly SlackEventEntry[]> {
      const found = await readableEntries(inbox, limit, StoredEvent);
      return found.map(({ entry, receivedAt, value }) => ({ entry, receivedAt, event: value }));
    },
  };
}
