import { deleteMessage, editMessage, findMessage } from '../effects/messages.ts';
import { messageJson } from '../json/message-json.ts';
import type { Channel, Message } from '../model.ts';
import { refuse } from '../refusal.ts';
import { channelArgument } from './conversation-argument.ts';
import { messageContent, withBlockIds } from './message-content.ts';
import type { ApiCall, ApiMethods } from './method.ts';

const ownMessage = (call: ApiCall, channel: Channel, refusal: string): Message => {
  const message = findMessage(channel, call.args.text('ts')) ?? refuse('message_not_found');
  if (message.user !== call.world.app.botUserId || message.subtype?.startsWith('channel_')) refuse(refusal);
  return message;
};

/** Methods that change or take away a message, and the one that links to it. */
export const chatChangeMethods: ApiMethods = {
  'chat.update': {
    scopes: ['chat:write'],
    run(call) {
      const { world, args } = call;
      const channel = channelArgument(call);
      const message = ownMessage(call, channel, 'cant_update_message');
      if (channel.isArchived) refuse('is_archived');
      const content = messageContent(args);
      // Text without blocks takes the blocks away; metadata that is not named stays.
      editMessage(world, channel, message, {
        by: world.app.botUserId,
        text: content.text,
        blocks: withBlockIds(content.blocks, () => world.ids.hex(3)),
        attachments: content.attachments,
        ...(content.metadata && { metadata: content.metadata }),
      });
      return {
        channel: channel.id,
        ts: message.ts,
        text: message.text,
        message: messageJson(world, channel, message, { metadata: true }),
      };
    },
  },
  'chat.delete': {
    scopes: ['chat:write'],
    run(call) {
      const channel = channelArgument(call);
      const message = ownMessage(call, channel, 'cant_delete_message');
      deleteMessage(call.world, channel, message);
      return { channel: channel.id, ts: message.ts };
    },
  },
  'chat.getPermalink': {
    run(call) {
      const { world, args } = call;
      const channel = channelArgument(call);
      const message = findMessage(channel, args.text('message_ts')) ?? refuse('message_not_found');
      const thread = message.threadTs && message.threadTs !== message.ts;
      const query = thread ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
      const path = `archives/${channel.id}/p${message.ts.replace('.', '')}${query}`;
      return { channel: channel.id, permalink: `https://${world.team.domain}.slack.com/${path}` };
    },
  },
};
