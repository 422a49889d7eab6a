import type { Channel, Fields } from '../model.ts';
import { refuse } from '../refusal.ts';
import { addChannel, botIsIn, type World } from '../world.ts';
import { addMember } from './membership.ts';
import { postMessage } from './messages.ts';

const NAME_LENGTH = 80;
const TOPIC_LENGTH = 250;

/** Applies Slack's rules to a channel name, with the error code of each. */
const checkChannelName = (world: World, name: string, except?: Channel): string => {
  if (name === '') refuse('invalid_name_required');
  if (name.length > NAME_LENGTH) refuse('invalid_name_maxlength');
  if (/^[-_.]+$/.test(name)) refuse('invalid_name_punctuation');
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) refuse('invalid_name_specials');
  for (const channel of world.channels.values()) {
    // An archived channel keeps its name; a direct conversation has none.
    if (channel !== except && channel.name === name && channel.kind !== 'im') refuse('name_taken');
  }
  return name;
};

/** Events about a channel itself: its type begins with channel_ or, for private ones, group_. */
const sendChannelEvent = (world: World, channel: Channel, what: string, body: Fields): void => {
  const isPrivate = channel.kind !== 'public';
  if (isPrivate && !botIsIn(world, channel)) return;
  world.sendEvent({ type: `${isPrivate ? 'group' : 'channel'}_${what}`, ...body, event_ts: world.ids.ts() });
};

/** Creates a channel with its creator inside. */
export const createChannel = (
  world: World,
  input: { name: string; isPrivate: boolean; by: string },
): Channel => {
  const name = checkChannelName(world, input.name);
  const kind = input.isPrivate ? 'private' : 'public';
  const channel = addChannel(world, { kind, name, creator: input.by, members: [] });
  world.announce({ kind: 'channel', channel: channel.id, what: 'created' });
  if (kind === 'public') {
    sendChannelEvent(world, channel, 'created', {
      channel: {
        id: channel.id,
        is_channel: true,
        name,
        name_normalized: name,
        created: channel.created,
        creator: input.by,
        is_shared: false,
        context_team_id: world.team.id,
      },
    });
  }
  addMember(world, channel, input.by);
  return channel;
};

/** Archives a channel. */
export const archiveChannel = (world: World, channel: Channel, by: string): void => {
  if (channel.isArchived) refuse('already_archived');
  if (channel.isGeneral) refuse('cant_archive_general');
  postMessage(world, channel, {
    user: by,
    text: `<@${by}> archived the channel`,
    subtype: 'channel_archive',
    extra: { members: [...channel.members] },
  });
  channel.isArchived = true;
  world.announce({ kind: 'channel', channel: channel.id, what: 'archived' });
  sendChannelEvent(world, channel, 'archive', { channel: channel.id, user: by, is_moved: 0 });
  // Bots are put out of a channel that is archived: they can't read it any more, nor bring it back.
  channel.members.delete(world.app.botUserId);
};

/** Brings an archived channel back. */
export const unarchiveChannel = (world: World, channel: Channel, by: string): void => {
  if (!channel.isArchived) refuse('not_archived');
  channel.isArchived = false;
  channel.members.add(by);
  postMessage(world, channel, {
    user: by,
    text: `<@${by}> un-archived the channel`,
    subtype: 'channel_unarchive',
  });
  world.announce({ kind: 'channel', channel: channel.id, what: 'unarchived' });
  sendChannelEvent(world, channel, 'unarchive', { channel: channel.id, user: by });
};

/** Gives a channel another name. */
export const renameChannel = (world: World, channel: Channel, name: string, by: string): void => {
  checkChannelName(world, name, channel);
  const before = channel.name;
  channel.previousNames.unshift(before);
  channel.name = name;
  world.announce({ kind: 'channel', channel: channel.id, what: 'renamed' });
  postMessage(world, channel, {
    user: by,
    text: `<@${by}> has renamed the channel from "${before}" to "${name}"`,
    subtype: 'channel_name',
    extra: { old_name: before, name },
  });
  sendChannelEvent(world, channel, 'rename', {
    channel: {
      id: channel.id,
      is_channel: channel.kind === 'public',
      name,
      name_normalized: name,
      created: channel.created,
    },
  });
};

/** Sets the topic or the purpose; setting what it already is says nothing in the channel. */
export const describeChannel = (
  world: World,
  channel: Channel,
  what: 'topic' | 'purpose',
  value: string,
  by: string,
): void => {
  if ([...value].length > TOPIC_LENGTH) refuse('too_long');
  if (channel[what].value === value) return;
  channel[what] = { value, creator: by, lastSet: Math.floor(world.clock() / 1000) };
  world.announce({ kind: 'channel', channel: channel.id, what });
  postMessage(world, channel, {
    user: by,
    text: `<@${by}> set the channel ${what}: ${value}`,
    subtype: `channel_${what}`,
    extra: { [what]: value },
  });
};
