import type { UserId } from '../../src/domain/actor.ts';
import type { Directory } from '../../src/ports/directory.ts';

/** Slack's people in memory. Everybody is a full member unless named in `others`; `failure` is thrown while it is set. */
export type FakeDirectory = Directory & {
  readonly groups: Map<string, readonly UserId[]>;
  readonly others: Set<UserId>;
  /** What was asked, in order: `members S1`, `isFullMember UANA`. */
  readonly asked: string[];
  failure: Error | null;
};

export function createFakeDirectory(
  groups: Readonly<Record<string, readonly UserId[]>> = {},
  { others = [], timeZone = 'UTC' }: { others?: readonly UserId[]; timeZone?: string } = {},
): FakeDirectory {
  const fake: FakeDirectory = {
    groups: new Map(Object.entries(groups)),
    others: new Set(others),
    asked: [],
    failure: null,
    members: async (roster) => {
      fake.asked.push(`members ${roster.kind === 'users' ? roster.users.join() : roster.group}`);
      if (fake.failure) throw fake.failure;
      return roster.kind === 'users' ? roster.users : (fake.groups.get(roster.group) ?? []);
    },
    membersNow: (roster) => fake.members(roster),
    isFullMember: async (user) => {
      fake.asked.push(`isFullMember ${user}`);
      if (fake.failure) throw fake.failure;
      return !fake.others.has(user);
    },
    isFullMemberNow: (user) => fake.isFullMember(user),
    timeZone: async () => timeZone,
    nameOf: async (user) => {
      fake.asked.push(`nameOf ${user}`);
      if (fake.failure) throw fake.failure;
      return `${user.slice(1, 2)}${user.slice(2).toLowerCase()}`;
    },
  };
  return fake;
}
