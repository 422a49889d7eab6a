import {
  archiveChannel,
  createChannel,
  describeChannel,
  renameChannel,
  unarchiveChannel,
} from '../effects/channels.ts';
import { channelJson } from '../json/channel-json.ts';
import { refuse } from '../refusal.ts';
import { botIsIn, type World } from '../world.ts';
import { channelArgument, openRoomArgument } from './conversation-argument.ts';
import { type ApiCall, type ApiMethods, MANAGE_SCOPES, TOPIC_SCOPES } from './method.ts';

const describe = (call: ApiCall, what: 'topic' | 'purpose') => {
  const { world, args } = call;
  const channel = channelArgument(call);
  if (channel.kind === 'im') refuse('method_not_supported_for_channel_type');
  if (channel.isArchived) refuse('is_archived');
  if (!botIsIn(world, channel)) refuse('not_in_channel');
  describeChannel(world, channel, what, args.text(what), world.app.botUserId);
  return channel;
};

const mayUnarchive = (world: World): void => {
  // Documented on the method's page: with a bot token it does not work; archiving took the bot out.
  if (!world.botMayUnarchive()) refuse('not_in_channel');
};

/** Methods that make a channel and change what it is. */
export const conversationsRoomMethods: ApiMethods = {
  'conversations.create': {
    scopes: ['channels:manage', 'channels:write', 'groups:write'],
    run({ world, args }) {
      const isPrivate = args.flag('is_private');
      const scopes = world.grantedScopes();
      const needed = isPrivate ? ['groups:write'] : ['channels:manage', 'channels:write'];
      if (scopes !== 'all' && !needed.some((scope) => scopes.has(scope))) {
        refuse('missing_scope', { needed: needed[0], provided: [...scopes].join(',') });
      }
      const channel = createChannel(world, { name: args.text('name'), isPrivate, by: world.app.botUserId });
      return { channel: channelJson(world, channel) };
    },
  },
  'conversations.archive': {
    scopes: MANAGE_SCOPES,
    run(call) {
      const channel = channelArgument(call);
      if (channel.kind === 'im' || channel.kind === 'mpim') refuse('method_not_supported_for_channel_type');
      if (channel.isArchived) refuse('already_archived');
      if (!botIsIn(call.world, channel)) refuse('not_in_channel');
      archiveChannel(call.world, channel, call.world.app.botUserId);
      return {};
    },
  },
  'conversations.unarchive': {
    scopes: MANAGE_SCOPES,
    run(call) {
      const channel = channelArgument(call);
      if (channel.kind === 'im' || channel.kind === 'mpim') refuse('method_not_supported_for_channel_type');
      if (!channel.isArchived) refuse('not_archived');
      mayUnarchive(call.world);
      unarchiveChannel(call.world, channel, call.world.app.botUserId);
      return {};
    },
  },
  'conversations.rename': {
    scopes: MANAGE_SCOPES,
    run(call) {
      const channel = openRoomArgument(call);
      // Only the creator (or an admin) may rename.
      if (channel.creator !== call.world.app.botUserId) refuse('not_authorized');
      renameChannel(call.world, channel, call.args.text('name'), call.world.app.botUserId);
      return { channel: channelJson(call.world, channel) };
    },
  },
  'conversations.setTopic': {
    scopes: TOPIC_SCOPES,
    run(call) {
      return { channel: channelJson(call.world, describe(call, 'topic')) };
    },
  },
  'conversations.setPurpose': {
    scopes: TOPIC_SCOPES,
    run(call) {
      return { channel: channelJson(call.world, describe(call, 'purpose')) };
    },
  },
};
