import { findMessage } from '../effects/messages.ts';
import { pinMessage, unpinMessage } from '../effects/pins.ts';
import { messageJson } from '../json/message-json.ts';
import type { Channel, Message } from '../model.ts';
import { refuse } from '../refusal.ts';
import { joinedChannelArgument } from './conversation-argument.ts';
import type { ApiCall, ApiMethods } from './method.ts';

const pinnable = (call: ApiCall): { channel: Channel; message: Message } => {
  const channel = joinedChannelArgument(call);
  if (!call.args.has('timestamp')) refuse('no_item_specified');
  if (!/^\d+\.\d+$/.test(call.args.text('timestamp'))) refuse('bad_timestamp');
  if (channel.isArchived) refuse('is_archived');
  const message = findMessage(channel, call.args.text('timestamp')) ?? refuse('message_not_found');
  return { channel, message };
};

/** The pins of a channel. */
export const pinMethods: ApiMethods = {
  'pins.add': {
    scopes: ['pins:write'],
    run(call) {
      const { channel, message } = pinnable(call);
      pinMessage(call.world, channel, message, call.world.app.botUserId);
      return {};
    },
  },
  'pins.remove': {
    scopes: ['pins:write'],
    run(call) {
      const { channel, message } = pinnable(call);
      unpinMessage(call.world, channel, message, call.world.app.botUserId);
      return {};
    },
  },
  'pins.list': {
    scopes: ['pins:read'],
    run(call) {
      const channel = joinedChannelArgument(call);
      const items = channel.pins.flatMap((pin) => {
        const message = findMessage(channel, pin.ts);
        if (!message) return [];
        const shown = messageJson(call.world, channel, message);
        return [
          { type: 'message', channel: channel.id, created: pin.created, created_by: pin.by, message: shown },
        ];
      });
      return { items };
    },
  },
};
