import { memberJson, userGroupJson } from '../json/member-json.ts';
import { refuse } from '../refusal.ts';
import { memberById } from '../world.ts';
import type { ApiMethods } from './method.ts';
import { page } from './paging.ts';

/** Users and user groups. */
export const peopleMethods: ApiMethods = {
  'users.info': {
    scopes: ['users:read'],
    run: ({ world, args }) => ({ user: memberJson(world, memberById(world, args.text('user'))) }),
  },
  'users.list': {
    scopes: ['users:read'],
    run({ world, args }) {
      const { items, metadata } = page(args, [...world.members.values()], { fallback: 1000, most: 1000 });
      return {
        members: items.map((member) => memberJson(world, member)),
        cache_ts: Math.floor(world.clock() / 1000),
        ...metadata,
      };
    },
  },
  'users.lookupByEmail': {
    scopes: ['users:read.email'],
    run({ world, args }) {
      const wanted = args.text('email').toLowerCase();
      const found = [...world.members.values()].find(
        (member) => wanted !== '' && member.email?.toLowerCase() === wanted && !member.deleted,
      );
      return { user: memberJson(world, found ?? refuse('users_not_found')) };
    },
  },
  'usergroups.list': {
    scopes: ['usergroups:read'],
    run({ world, args }) {
      const groups = [...world.userGroups.values()].filter(
        (group) => !group.disabled || args.flag('include_disabled'),
      );
      const include = { users: args.flag('include_users'), count: args.flag('include_count') };
      return { usergroups: groups.map((group) => userGroupJson(world, group, include)) };
    },
  },
  'usergroups.users.list': {
    scopes: ['usergroups:read'],
    run({ world, args }) {
      const group = world.userGroups.get(args.text('usergroup')) ?? refuse('no_such_subteam');
      if (group.disabled && !args.flag('include_disabled')) refuse('no_such_subteam');
      return { users: group.members };
    },
  },
};
