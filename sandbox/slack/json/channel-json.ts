import type { Channel, Fields } from '../model.ts';
import type { World } from '../world.ts';
import { botIsIn } from '../world.ts';

/** A conversation as `conversations.*` show it to the bot. */
export const channelJson = (
  world: World,
  channel: Channel,
  options: { memberCount?: boolean } = {},
): Fields => {
  const base = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.isArchived,
    is_im: channel.kind === 'im',
    is_mpim: channel.kind === 'mpim',
    is_org_shared: false,
    context_team_id: world.team.id,
    updated: channel.created * 1000,
  };
  if (channel.kind === 'im') {
    const other = [...channel.members].find((id) => id !== world.app.botUserId) ?? world.app.botUserId;
    return { ...base, user: other, is_user_deleted: world.members.get(other)?.deleted ?? false, priority: 0 };
  }
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    previous_names: channel.previousNames,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_private: channel.kind !== 'public',
    is_general: channel.isGeneral,
    is_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    parent_conversation: null,
    unlinked: 0,
    creator: channel.creator,
    is_member: botIsIn(world, channel),
    topic: { value: channel.topic.value, creator: channel.topic.creator, last_set: channel.topic.lastSet },
    purpose: {
      value: channel.purpose.value,
      creator: channel.purpose.creator,
      last_set: channel.purpose.lastSet,
    },
    ...(options.memberCount && { num_members: channel.members.size }),
  };
};
