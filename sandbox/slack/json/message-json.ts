import type { Channel, Ephemeral, Fields, Message } from '../model.ts';
import type { World } from '../world.ts';
import { fileJson } from './file-json.ts';

const CHANNEL_TYPES = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;

/** The `channel_type` of message events. */
export const channelType = (channel: Channel): string => CHANNEL_TYPES[channel.kind];

/** The replies of a thread that still exist, oldest first. */
export const repliesOf = (channel: Channel, ts: string): Message[] =>
  channel.messages.filter((message) => message.threadTs === ts && message.ts !== ts && !message.deleted);

const authorFields = (world: World, message: Message): Fields =>
  message.botId
    ? {
        bot_id: message.botId,
        app_id: world.app.id,
        bot_profile: {
          id: message.botId,
          app_id: world.app.id,
          name: world.app.name,
          team_id: world.team.id,
          deleted: false,
        },
      }
    : {};

const threadFields = (channel: Channel, message: Message): Fields => {
  const replies = message.threadTs === message.ts ? repliesOf(channel, message.ts) : [];
  const last = replies.at(-1);
  if (last) {
    const users = [...new Set(replies.map((reply) => reply.user))];
    return {
      thread_ts: message.ts,
      reply_count: replies.length,
      reply_users_count: users.length,
      reply_users: users,
      latest_reply: last.ts,
      is_locked: false,
      subscribed: false,
    };
  }
  if (!message.threadTs || message.threadTs === message.ts) return {};
  const parent = channel.messages.find((other) => other.ts === message.threadTs);
  return { thread_ts: message.threadTs, ...(parent && { parent_user_id: parent.user }) };
};

/** A message as history, events and answers show it. */
export const messageJson = (
  world: World,
  channel: Channel,
  message: Message,
  options: { metadata?: boolean } = {},
): Fields => {
  if (message.tombstone) {
    return {
      type: 'message',
      subtype: 'tombstone',
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      hidden: true,
      ts: message.ts,
      ...threadFields(channel, message),
    };
  }
  const pin = channel.pins.find((candidate) => candidate.ts === message.ts);
  return {
    type: 'message',
    ...(message.subtype && { subtype: message.subtype }),
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: world.team.id,
    ...authorFields(world, message),
    ...(message.blocks && { blocks: message.blocks }),
    ...(message.attachments && { attachments: message.attachments }),
    ...threadFields(channel, message),
    ...(message.edited && { edited: message.edited }),
    ...(message.reactions.length > 0 && {
      reactions: message.reactions.map((one) => ({
        name: one.name,
        users: one.users,
        count: one.users.length,
      })),
    }),
    ...(message.files.length > 0 && {
      files: message.files.map((file) => fileJson(world, file)),
      upload: false,
    }),
    ...(pin && {
      pinned_to: [channel.id],
      pinned_info: { channel: channel.id, pinned_by: pin.by, pinned_ts: pin.created },
    }),
    ...(options.metadata && message.metadata && { metadata: message.metadata }),
    ...message.extra,
  };
};

/** An ephemeral message as it stands in an interaction's payload. */
export const ephemeralJson = (world: World, message: Ephemeral): Fields => ({
  type: 'message',
  subtype: 'bot_message',
  bot_id: world.app.botId,
  is_ephemeral: true,
  user: world.app.botUserId,
  ts: message.ts,
  text: message.text,
  ...(message.blocks && { blocks: message.blocks }),
  ...(message.threadTs && { thread_ts: message.threadTs }),
});
