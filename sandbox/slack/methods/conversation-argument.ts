import type { Channel } from '../model.ts';
import { refuse } from '../refusal.ts';
import { botIsIn } from '../world.ts';
import type { ApiCall } from './method.ts';

/** The conversation that `channel` names, as far as the bot may know of it. */
export const channelArgument = ({ world, args }: ApiCall): Channel => {
  const channel = world.channels.get(args.text('channel')) ?? refuse('channel_not_found');
  if (channel.kind !== 'public' && !botIsIn(world, channel)) refuse('channel_not_found');
  return channel;
};

/** The same, when the bot has to be in it. */
export const joinedChannelArgument = (call: ApiCall): Channel => {
  const channel = channelArgument(call);
  if (!botIsIn(call.world, channel)) refuse('not_in_channel');
  return channel;
};

/** The same, when it has to be open as well and can't be a direct conversation. */
export const openRoomArgument = (call: ApiCall): Channel => {
  const channel = channelArgument(call);
  if (channel.kind === 'im' || channel.kind === 'mpim') refuse('method_not_supported_for_channel_type');
  if (channel.isArchived) refuse('is_archived');
  if (!botIsIn(call.world, channel)) refuse('not_in_channel');
  return channel;
};
