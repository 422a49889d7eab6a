import { z } from 'zod';
import type { CallSlack } from './call-slack.ts';
import { RawMessage } from './channel-message.ts';

const Page = z.object({
  messages: z.array(RawMessage),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

/** What an interrupted try left was posted not long ago: this many messages are looked through, newest first. */
const PAGES = 5;
const PAGE = 200;

/** The newest message of a channel that is wanted, among the last thousand; null: there is none. Throws as callSlack does. */
export async function findRecent(
  callSlack: CallSlack,
  channel: string,
  isWanted: (message: RawMessage) => boolean,
): Promise<RawMessage | null> {
  let cursor = '';
  for (let page = 0; page < PAGES; page++) {
    const read = await callSlack('conversations.history', {
      args: { channel, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) },
      answer: Page,
    });
    const found = read.messages.find(isWanted);
    if (found) return found;
    cursor = read.response_metadata?.next_cursor ?? '';
    if (cursor === '') break;
  }
  return null;
}
