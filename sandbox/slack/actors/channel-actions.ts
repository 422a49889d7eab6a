import {
  archiveChannel,
  createChannel,
  describeChannel,
  renameChannel,
  unarchiveChannel,
} from '../effects/channels.ts';
import { addMember, removeMember } from '../effects/membership.ts';
import type { Channel, Member } from '../model.ts';
import { refuse } from '../refusal.ts';
import { memberByName, type World } from '../world.ts';

export type ChannelActions = {
  createChannel(name: string, options?: { private?: boolean }): Channel;
  join(channel: string): void;
  leave(channel: string): void;
  /** Brings someone in; the bot by its own name. */
  invite(channel: string, name: string): void;
  kick(channel: string, name: string): void;
  archive(channel: string): void;
  unarchive(channel: string): void;
  rename(channel: string, name: string): void;
  setTopic(channel: string, topic: string): void;
};

/** What a member does with channels, by Slack's rules. */
export const channelActions = (
  world: World,
  member: Member,
  place: (name: string) => Channel,
): ChannelActions => {
  const inside = (name: string): Channel => {
    const channel = place(name);
    return channel.members.has(member.id) ? channel : refuse('not_in_channel');
  };
  return {
    createChannel: (name, options = {}) =>
      createChannel(world, { name, isPrivate: options.private ?? false, by: member.id }),
    join(name) {
      const channel = place(name);
      if (channel.isArchived) refuse('is_archived');
      if (channel.kind !== 'public') refuse('method_not_supported_for_channel_type');
      if (!channel.members.has(member.id)) addMember(world, channel, member.id);
    },
    leave: (name) => removeMember(world, inside(name), member.id),
    invite(name, who) {
      const channel = inside(name);
      const guest = memberByName(world, who);
      if (channel.isArchived) refuse('is_archived');
      if (channel.members.has(guest.id)) refuse('already_in_channel');
      addMember(world, channel, guest.id, member.id);
    },
    kick(name, who) {
      const channel = inside(name);
      const guest = memberByName(world, who);
      removeMember(world, channel.members.has(guest.id) ? channel : refuse('not_in_channel'), guest.id);
    },
    archive: (name) => archiveChannel(world, inside(name), member.id),
    unarchive: (name) => unarchiveChannel(world, place(name), member.id),
    rename: (name, to) => renameChannel(world, inside(name), to, member.id),
    setTopic: (name, topic) => describeChannel(world, inside(name), 'topic', topic, member.id),
  };
};
