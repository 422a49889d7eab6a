import { z } from 'zod';
import type { UserId } from '../../domain/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Directory } from '../../ports/directory.ts';
import type { CallSlack } from './call-slack.ts';
import { createKeptAnswers } from './kept-answers.ts';
import { type OwnWorkspace, type Person, readOwnWorkspace, readPerson } from './read-person.ts';

/** How old an answer may be: of who is in a group and who is a full member; of time zones and who has left. */
const MEMBERS_FOR = 15_000;
const PROFILE_FOR = 5 * 60_000;

/** Above this many people the profiles are not asked for one by one; an invitation leaves out who is deactivated. */
const MOST_PROFILES = 40;

const GroupMembers = z.object({ users: z.array(z.string()) });

export type SlackDirectory = Directory & {
  /** A user group changed: what was known of it counts no longer. */
  forget(group: string): void;
};

/**
 * The workspace's people. Who is in a group and who is a full member is at most 15 s old. Who is known to be deactivated
 * is left out of a roster; who can't be asked about stays in it: whoever counts somebody for something asks for them.
 */
export function createDirectory(deps: {
  readonly callSlack: CallSlack;
  readonly clock: Clock;
}): SlackDirectory {
  const { callSlack, clock } = deps;
  const groups = createKeptAnswers<readonly UserId[]>(clock);
  const people = createKeptAnswers<Person>(clock);
  const workspaces = createKeptAnswers<OwnWorkspace>(clock);

  // A token is for one workspace as long as it lives.
  const own = () => workspaces.get('own', Number.POSITIVE_INFINITY, () => readOwnWorkspace(callSlack));
  const personOf = (user: UserId, age: number) =>
    people.get(user, age, () => readPerson(callSlack, user, own));
  const readGroup = async (group: string): Promise<readonly UserId[]> => {
    const args = { usergroup: group };
    return (await callSlack('usergroups.users.list', { args, answer: GroupMembers, lane: 'approval' })).users;
  };

  const isActive = async (user: UserId): Promise<boolean> => {
    try {
      return (await personOf(user, PROFILE_FOR)).isActive;
    } catch {
      // Not known right now. Leaving a person out of an incident is worse than asking one who has left.
      return true;
    }
  };
  const activeOf = async (users: readonly UserId[]): Promise<readonly UserId[]> => {
    if (users.length > MOST_PROFILES) return users;
    const active = await Promise.all(users.map(isActive));
    return users.filter((_, index) => active[index]);
  };
  return {
    async members(roster) {
      if (roster.kind === 'users') return activeOf(roster.users);
      return activeOf(await groups.get(roster.group, MEMBERS_FOR, () => readGroup(roster.group)));
    },
    async membersNow(roster) {
      if (roster.kind === 'users') return activeOf(roster.users);
      return activeOf(await groups.renew(roster.group, () => readGroup(roster.group)));
    },
    isFullMember: async (user) => (await personOf(user, MEMBERS_FOR)).isFullMember,
    isFullMemberNow: async (user) =>
      (await people.renew(user, () => readPerson(callSlack, user, own))).isFullMember,
    async timeZone(user) {
      try {
        return (await personOf(user, PROFILE_FOR)).zone;
      } catch {
        return 'UTC';
      }
    },
    nameOf: async (user) => (await personOf(user, PROFILE_FOR)).name,
    forget: (group) => groups.drop(group),
  };
}
