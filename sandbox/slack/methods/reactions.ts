import { findMessage } from '../effects/messages.ts';
import { react, unreact } from '../effects/reactions.ts';
import { messageJson } from '../json/message-json.ts';
import type { Channel, Message } from '../model.ts';
import { refuse } from '../refusal.ts';
import { botIsIn } from '../world.ts';
import { channelArgument } from './conversation-argument.ts';
import type { ApiCall, ApiMethods } from './method.ts';

const target = (call: ApiCall): { channel: Channel; message: Message } => {
  const { world, args } = call;
  if (!args.has('channel') || !args.has('timestamp')) refuse('no_item_specified');
  const channel = channelArgument(call);
  const message = findMessage(channel, args.text('timestamp')) ?? refuse('message_not_found');
  if (channel.kind !== 'public' && !botIsIn(world, channel)) refuse('channel_not_found');
  return { channel, message };
};

/** The emoji on messages. */
export const reactionMethods: ApiMethods = {
  'reactions.add': {
    scopes: ['reactions:write'],
    run(call) {
      if (!call.args.has('name')) refuse('invalid_name');
      const { channel, message } = target(call);
      if (channel.isArchived) refuse('is_archived');
      react(call.world, channel, message, call.world.app.botUserId, call.args.text('name'));
      return {};
    },
  },
  'reactions.remove': {
    scopes: ['reactions:write'],
    run(call) {
      if (!call.args.has('name')) refuse('invalid_name');
      const { channel, message } = target(call);
      unreact(call.world, channel, message, call.world.app.botUserId, call.args.text('name'));
      return {};
    },
  },
  'reactions.get': {
    scopes: ['reactions:read'],
    run(call) {
      const { channel, message } = target(call);
      return { type: 'message', channel: channel.id, message: messageJson(call.world, channel, message) };
    },
  },
};
