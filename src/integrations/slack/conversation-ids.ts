import { z } from 'zod';
import type { UserId } from '../../domain/actor.ts';
import { ChannelLost, Misconfigured } from '../../ports/failures.ts';
import { isSlackId } from './blocks/slack-ids.ts';
import type { CallSlack } from './call-slack.ts';
import { joinedChannels } from './joined-channels.ts';

const Opened = z.object({ channel: z.object({ id: z.string() }) });

export type ConversationIds = {
  /** The direct conversation with a member. Throws as callSlack does; never ChannelLost. */
  ofUser(user: UserId): Promise<string>;
  /** The id of a channel given by id or by name (`#incidents`), or null when the bot is in none of that name. */
  ofChannel(idOrName: string): Promise<string | null>;
};

/** Finds the ids of conversations, and remembers them: they never change. */
export function createConversationIds(callSlack: CallSlack): ConversationIds {
  const direct = new Map<UserId, string>();
  const byName = new Map<string, string>();
  return {
    async ofUser(user) {
      const known = direct.get(user);
      if (known) return known;
      const { channel } = await callSlack('conversations.open', { args: { users: user }, answer: Opened });
      direct.set(user, channel.id);
      return channel.id;
    },
    async ofChannel(idOrName) {
      if (isSlackId('channel', idOrName)) return idOrName;
      const name = idOrName.replace(/^#/, '');
      const known = byName.get(name);
      if (known) return known;
      for (const channel of await joinedChannels(callSlack)) byName.set(channel.name, channel.id);
      return byName.get(name) ?? null;
    },
  };
}

/** A direct conversation that is lost is not the incident's channel: the person can't be written to. */
export async function notALostChannel<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof ChannelLost)) throw error;
    throw new Misconfigured(`direct-message-${error.reason}`, { cause: error });
  }
}
