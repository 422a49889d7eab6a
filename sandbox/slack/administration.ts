import { memberJson, userGroupJson } from './json/member-json.ts';
import type { Member, UserGroup } from './model.ts';
import type { MemberSeed, UserGroupSeed } from './options.ts';
import { makeMember } from './seed.ts';
import { memberByName, type World } from './world.ts';

/** What an administrator of the workspace does. */
export type Administration = {
  member(name: string): Member;
  addMember(seed: string | MemberSeed): Member;
  deactivate(name: string): void;
  userGroup(handle: string): UserGroup;
  addUserGroup(seed: UserGroupSeed): UserGroup;
  /** Says who is in a user group now. */
  setUserGroup(handle: string, names: readonly string[]): void;
};

/** Slack takes who is gone out of channels and groups without a word in them. */
const takeOut = (world: World, member: Member): void => {
  for (const channel of world.channels.values()) if (channel.kind !== 'im') channel.members.delete(member.id);
  for (const group of world.userGroups.values())
    group.members = group.members.filter((id) => id !== member.id);
};

/** Administers a workspace; the bot hears of what Slack would tell it. */
export const createAdministration = (world: World): Administration => {
  const seconds = (): number => Math.floor(world.clock() / 1000);
  const tellMember = (type: string, member: Member): void => {
    world.announce({ kind: 'member', user: member.id });
    world.sendEvent({ type, user: memberJson(world, member), cache_ts: seconds(), event_ts: world.ids.ts() });
  };
  const userGroup = (handle: string): UserGroup => {
    for (const group of world.userGroups.values())
      if (group.handle === handle || group.id === handle) return group;
    throw new Error(`the sandbox workspace has no user group ${handle}`);
  };
  const tellGroup = (type: string, group: UserGroup): void => {
    const subteam = userGroupJson(world, group, { users: true, count: true });
    world.sendEvent({ type, subteam, event_ts: world.ids.ts() });
  };
  return {
    member: (name) => memberByName(world, name),
    addMember(seed) {
      const member = makeMember(world, seed);
      world.members.set(member.id, member);
      tellMember('team_join', member);
      return member;
    },
    deactivate(name) {
      const member = memberByName(world, name);
      member.deleted = true;
      member.updated = seconds();
      takeOut(world, member);
      tellMember('user_change', member);
    },
    userGroup,
    addUserGroup(seed) {
      const id = seed.id ?? world.ids.next('S');
      const members = seed.members.map((name) => memberByName(world, name).id);
      const made = {
        id,
        handle: seed.handle,
        name: seed.name ?? seed.handle,
        members,
        disabled: false,
        updated: seconds(),
      };
      world.userGroups.set(id, made);
      tellGroup('subteam_created', made);
      return made;
    },
    setUserGroup(handle, names) {
      const group = userGroup(handle);
      const before = group.members;
      const previous = group.updated;
      group.members = names.map((name) => memberByName(world, name).id);
      group.updated = seconds();
      const added = group.members.filter((id) => !before.includes(id));
      const removed = before.filter((id) => !group.members.includes(id));
      world.sendEvent({
        type: 'subteam_members_changed',
        subteam_id: group.id,
        team_id: world.team.id,
        date_previous_update: previous,
        date_update: group.updated,
        added_users: added,
        added_users_count: added.length,
        removed_users: removed,
        removed_users_count: removed.length,
        event_ts: world.ids.ts(),
      });
      tellGroup('subteam_updated', group);
    },
  };
};
