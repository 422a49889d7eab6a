import { addMember, removeMember } from '../effects/membership.ts';
import { channelJson } from '../json/channel-json.ts';
import type { Channel, Fields } from '../model.ts';
import { refuse } from '../refusal.ts';
import { addChannel, botIsIn, openDirectMessage, type World } from '../world.ts';
import { channelArgument, openRoomArgument } from './conversation-argument.ts';
import { type ApiCall, type ApiMethods, INVITE_SCOPES, MANAGE_SCOPES } from './method.ts';
import { page } from './paging.ts';

const MOST_INVITED = 100;
const MOST_IN_GROUP_DM = 8;

const whyNot = (world: World, channel: Channel, user: string): string | undefined => {
  const member = world.members.get(user);
  if (!member) return 'user_not_found';
  if (user === world.app.botUserId) return 'cant_invite_self';
  if (channel.members.has(user)) return 'already_in_channel';
  if (member.deleted || member.id === 'USLACKBOT') return 'cant_invite';
  if (member.isUltraRestricted) return 'ura_max_channels';
  return undefined;
};

const invite = (call: ApiCall): Fields => {
  const { world, args } = call;
  const channel = openRoomArgument(call);
  const users = args.list('users');
  if (users.length === 0) refuse('no_user');
  if (users.length > MOST_INVITED) refuse('too_many_users');
  const errors = users.flatMap((user) => {
    const error = whyNot(world, channel, user);
    return error ? [{ user, ok: false, error }] : [];
  });
  const refused = new Set(errors.map((one) => one.user));
  const welcome = users.filter((user) => !refused.has(user));
  // With several people Slack takes all or none, unless it is told to go on.
  const goOn = errors.length === 0 || (args.flag('force') && welcome.length > 0);
  if (!goOn) refuse(errors[0]?.error ?? 'cant_invite', { errors });
  for (const user of new Set(welcome)) addMember(world, channel, user, world.app.botUserId);
  return { channel: channelJson(world, channel), ...(errors.length > 0 && { errors }) };
};

const open = ({ world, args }: ApiCall): Fields => {
  const known = args.has('channel')
    ? (world.channels.get(args.text('channel')) ?? refuse('channel_not_found'))
    : undefined;
  if (known) return { no_op: true, already_open: true, channel: { id: known.id } };
  const users = args.list('users');
  if (users.length === 0) refuse('users_list_not_supplied');
  if (users.length > MOST_IN_GROUP_DM) refuse('too_many_users');
  const members = users.map((id) => world.members.get(id) ?? refuse('user_not_found'));
  if (members.some((member) => member.deleted)) refuse('user_disabled');
  const shown = (channel: Channel) =>
    args.flag('return_im') ? channelJson(world, channel) : { id: channel.id };
  const only = members[0];
  if (members.length === 1 && only) {
    if (only.id === world.app.botUserId) refuse('cannot_dm_bot');
    const before = world.channels.size;
    const channel = openDirectMessage(world, world.app.botUserId, only.id);
    const already = world.channels.size === before;
    return { ...(already && { no_op: true, already_open: true }), channel: shown(channel) };
  }
  const name = `mpdm-${members.map((member) => member.name).join('--')}-1`;
  const all = [world.app.botUserId, ...users];
  const same = [...world.channels.values()].find(
    (channel) => channel.kind === 'mpim' && channel.name === name,
  );
  const channel =
    same ?? addChannel(world, { kind: 'mpim', name, creator: world.app.botUserId, members: all });
  return { channel: shown(channel) };
};

/** Methods about who is in a conversation. */
export const conversationsPeopleMethods: ApiMethods = {
  'conversations.invite': { scopes: INVITE_SCOPES, run: invite },
  'conversations.open': { scopes: ['im:write', 'mpim:write', 'channels:manage', 'groups:write'], run: open },
  'conversations.kick': {
    scopes: MANAGE_SCOPES,
    run(call) {
      const channel = openRoomArgument(call);
      const user = call.args.text('user');
      if (!call.world.members.has(user)) refuse('user_not_found');
      if (user === call.world.app.botUserId) refuse('cant_kick_self');
      if (channel.isGeneral) refuse('cant_kick_from_general');
      if (!channel.members.has(user)) refuse('not_in_channel');
      removeMember(call.world, channel, user);
      return { errors: {} };
    },
  },
  'conversations.join': {
    scopes: ['channels:join'],
    run(call) {
      const { world } = call;
      const channel = channelArgument(call);
      if (channel.kind !== 'public') refuse('method_not_supported_for_channel_type');
      if (channel.isArchived) refuse('is_archived');
      if (botIsIn(world, channel)) {
        const warning = 'already_in_channel';
        return { channel: channelJson(world, channel), warning, response_metadata: { warnings: [warning] } };
      }
      addMember(world, channel, world.app.botUserId);
      return { channel: channelJson(world, channel) };
    },
  },
  'conversations.leave': {
    scopes: MANAGE_SCOPES,
    run(call) {
      const channel = channelArgument(call);
      if (channel.kind === 'im') refuse('method_not_supported_for_channel_type');
      if (channel.isArchived) refuse('is_archived');
      if (channel.isGeneral) refuse('cant_leave_general');
      if (!botIsIn(call.world, channel)) return { not_in_channel: true };
      removeMember(call.world, channel, call.world.app.botUserId);
      return {};
    },
  },
  'conversations.members': {
    scopes: { public: ['channels:read'], private: ['groups:read'], im: ['im:read'], mpim: ['mpim:read'] },
    run(call) {
      const channel = channelArgument(call);
      const { items, metadata } = page(call.args, [...channel.members], { fallback: 100, most: 1000 });
      return { members: items, ...metadata };
    },
  },
};
