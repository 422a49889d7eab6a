import { postMessage } from '../effects/messages.ts';
import { messageJson } from '../json/message-json.ts';
import type { Channel, Message } from '../model.ts';
import { refuse } from '../refusal.ts';
import { botIsIn, findChannel, openDirectMessage, type World } from '../world.ts';
import { messageContent, withBlockIds } from './message-content.ts';
import type { ApiCall, ApiMethods } from './method.ts';

/** Where a post goes: a channel's id or name, or a person, whose direct conversation it opens. */
const postTarget = ({ world, args }: ApiCall): Channel => {
  const wanted = args.text('channel');
  const member = world.members.get(wanted);
  if (member?.deleted) refuse('channel_not_found');
  if (member && member.id !== world.app.botUserId)
    return openDirectMessage(world, world.app.botUserId, member.id);
  const channel = findChannel(world, wanted) ?? refuse('channel_not_found');
  if (channel.kind !== 'public' && !botIsIn(world, channel)) refuse('channel_not_found');
  return channel;
};

const mayPost = (world: World, channel: Channel): void => {
  if (channel.isArchived) refuse('is_archived');
  if (botIsIn(world, channel)) return;
  const scopes = world.grantedScopes();
  if (scopes !== 'all' && !scopes.has('chat:write.public')) refuse('not_in_channel');
};

const threadOf = (channel: Channel, wanted: string): string | undefined => {
  if (wanted === '') return undefined;
  const parent = channel.messages.find((message) => message.ts === wanted && !message.deleted);
  // Seen at Slack: a reply to what is gone is posted to the channel, and the answer has no thread_ts.
  if (!parent) return undefined;
  if (parent.subtype && parent.subtype !== 'thread_broadcast') refuse('cannot_reply_to_message');
  return parent.threadTs ?? parent.ts;
};

const answerOf = (world: World, channel: Channel, message: Message, warnings: string[]) => ({
  channel: channel.id,
  ts: message.ts,
  message: messageJson(world, channel, message, { metadata: true }),
  ...(warnings.length > 0 && { warning: warnings.join(','), response_metadata: { warnings } }),
});

/** Methods that write something new. */
export const chatPostMethods: ApiMethods = {
  'chat.postMessage': {
    scopes: ['chat:write'],
    run(call) {
      const { world, args } = call;
      const channel = postTarget(call);
      mayPost(world, channel);
      const content = messageContent(args);
      const threadTs = threadOf(channel, args.text('thread_ts'));
      const broadcast = threadTs !== undefined && args.flag('reply_broadcast');
      const message = postMessage(world, channel, {
        user: world.app.botUserId,
        text: content.text,
        blocks: withBlockIds(content.blocks, () => world.ids.hex(3)),
        attachments: content.attachments,
        metadata: content.metadata,
        threadTs,
        broadcast,
        ...(broadcast && { subtype: 'thread_broadcast' }),
      });
      return answerOf(world, channel, message, content.warnings);
    },
  },
  'chat.postEphemeral': {
    scopes: ['chat:write'],
    run(call) {
      const { world, args } = call;
      const channel = postTarget(call);
      mayPost(world, channel);
      const user = world.members.get(args.text('user')) ?? refuse('user_not_found');
      if (!channel.members.has(user.id)) refuse('user_not_in_channel');
      const content = messageContent(args);
      const ts = world.ids.ts();
      channel.ephemerals.push({
        channel: channel.id,
        ts,
        to: user.id,
        threadTs: args.text('thread_ts') || undefined,
        text: content.text,
        blocks: withBlockIds(content.blocks, () => world.ids.hex(3)),
        via: 'chat.postEphemeral',
        deleted: false,
      });
      world.announce({ kind: 'ephemeral', channel: channel.id, ts, to: user.id });
      return { message_ts: ts };
    },
  },
};
