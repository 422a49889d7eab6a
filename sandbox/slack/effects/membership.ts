import type { Channel } from '../model.ts';
import { botIsIn, type World } from '../world.ts';
import { postMessage } from './messages.ts';

// Private channels made since March 2021 have a C too: the letter is the one that the id begins with.
const TYPE_LETTERS = { public: 'C', private: 'C', im: 'D', mpim: 'G' } as const;

/** Brings someone into a channel: the join message and member_joined_channel. */
export const addMember = (world: World, channel: Channel, user: string, inviter?: string): void => {
  channel.members.add(user);
  world.announce({ kind: 'channel', channel: channel.id, what: 'joined' });
  const invited = inviter && inviter !== user ? { inviter } : {};
  if (botIsIn(world, channel)) {
    world.sendEvent({
      type: 'member_joined_channel',
      user,
      channel: channel.id,
      channel_type: TYPE_LETTERS[channel.kind],
      team: world.team.id,
      ...invited,
      event_ts: world.ids.ts(),
    });
  }
  postMessage(world, channel, {
    user,
    text: `<@${user}> has joined the channel`,
    subtype: 'channel_join',
    extra: invited,
  });
};

/** Takes someone out of a channel: the leave message and member_left_channel. */
export const removeMember = (world: World, channel: Channel, user: string): void => {
  const botLeaves = user === world.app.botUserId;
  if (botIsIn(world, channel)) {
    world.sendEvent({
      type: botLeaves ? (channel.kind === 'public' ? 'channel_left' : 'group_left') : 'member_left_channel',
      ...(!botLeaves && { user, channel_type: TYPE_LETTERS[channel.kind], team: world.team.id }),
      ...(botLeaves && { actor_id: user }),
      channel: channel.id,
      event_ts: world.ids.ts(),
    });
  }
  channel.members.delete(user);
  world.announce({ kind: 'channel', channel: channel.id, what: 'left' });
  postMessage(world, channel, { user, text: `<@${user}> has left the channel`, subtype: 'channel_leave' });
};
