import type { Fields, Member, UserGroup } from '../model.ts';
import type { World } from '../world.ts';

/** A member as `users.info` shows it; the email only where the scope was granted. */
export const memberJson = (world: World, member: Member): Fields => {
  const scopes = world.grantedScopes();
  const showEmail = scopes === 'all' || scopes.has('users:read.email');
  return {
    id: member.id,
    team_id: member.otherTeam ?? world.team.id,
    name: member.name,
    deleted: member.deleted,
    ...(!member.deleted && { real_name: member.realName, tz: member.tz, tz_label: member.tz, tz_offset: 0 }),
    profile: {
      real_name: member.realName,
      real_name_normalized: member.realName,
      display_name: member.isBot ? '' : member.name,
      display_name_normalized: member.isBot ? '' : member.name,
      team: world.team.id,
      ...(showEmail && member.email && { email: member.email }),
      ...(member.id === world.app.botUserId && { api_app_id: world.app.id, bot_id: world.app.botId }),
    },
    is_admin: member.isAdmin,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: member.isRestricted,
    is_ultra_restricted: member.isUltraRestricted,
    is_bot: member.isBot && member.id !== 'USLACKBOT',
    // Slack leaves these out where they are not so.
    ...(member.isWorkflowBot && { is_workflow_bot: true }),
    ...(member.isStranger && { is_stranger: true }),
    is_app_user: false,
    updated: member.updated,
  };
};

/** A user group as `usergroups.list` shows it. */
export const userGroupJson = (
  world: World,
  group: UserGroup,
  include: { users: boolean; count: boolean },
): Fields => ({
  id: group.id,
  team_id: world.team.id,
  is_usergroup: true,
  is_subteam: true,
  name: group.name,
  description: '',
  handle: group.handle,
  is_external: false,
  date_create: group.updated,
  date_update: group.updated,
  date_delete: group.disabled ? group.updated : 0,
  auto_type: null,
  prefs: { channels: [], groups: [] },
  ...(include.users && { users: group.members }),
  ...(include.count && { user_count: group.members.length }),
});
