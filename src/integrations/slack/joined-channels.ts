import { z } from 'zod';
import type { CallSlack } from './call-slack.ts';

const Joined = z.object({
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullish(),
      creator: z.string().nullish(),
      purpose: z.object({ value: z.string() }).nullish(),
    }),
  ),
  response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish(),
});

export type JoinedChannel = {
  readonly id: string;
  readonly name: string;
  readonly creator: string;
  readonly purpose: string;
};

/**
 * The channels that the bot is in and that are not archived; never conversations.list, which reads the whole
 * workspace. Throws as callSlack does.
 */
export async function joinedChannels(callSlack: CallSlack): Promise<readonly JoinedChannel[]> {
  const all: JoinedChannel[] = [];
  let cursor = '';
  do {
    const page = await callSlack('users.conversations', {
      args: {
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: 999,
        ...(cursor ? { cursor } : {}),
      },
      answer: Joined,
    });
    for (const { id, name, creator, purpose } of page.channels) {
      all.push({ id, name: name ?? '', creator: creator ?? '', purpose: purpose?.value ?? '' });
    }
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return all;
}
