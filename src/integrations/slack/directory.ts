import { z } from 'zod';
import type { UserId } from '../../domain/actor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Directory } from '../../ports/directory.ts';
import type { CallSlack } from './call-slack.ts';
import { slackCode } from './errors.ts';

const MEMBERS_FOR = 15_000;
const PROFILE_FOR = 5 * 60_000;

/** Above this many people the profiles are not asked for one by one; an invitation leaves out who is deactivated. */
const MOST_PROFILES = 40;

const GroupMembers = z.object({ users: z.array(z.string()) });
const Profile = z.object({ user: z.object({ deleted: z.boolean().optional(), tz: z.string().nullish() }) });

/** Slack leaves out what is not so. `is_stranger`: of another workspace, without a shared channel. */
const Standing = z.object({
  user: z.object({
    id: z.string(),
    deleted: z.boolean().optional(),
    is_bot: z.boolean().optional(),
    is_workflow_bot: z.boolean().optional(),
    is_restricted: z.boolean().optional(),
    is_ultra_restricted: z.boolean().optional(),
    is_stranger: z.boolean().optional(),
    is_invited_user: z.boolean().optional(),
    team_id: z.string(),
  }),
});

const OwnTeam = z.object({ team_id: z.string() });

type Kept<T> = { readonly value: Promise<T>; readonly until: number };

/** Answers kept for a while; one request at a time per key, and a failure is not kept. */
function createCache<T>(clock: Clock, lifetime: number) {
  const kept = new Map<string, Kept<T>>();
  return {
    get(key: string, load: () => Promise<T>): Promise<T> {
      const known = kept.get(key);
      if (known && known.until > clock.now()) return known.value;
      const value = load();
      const entry = { value, until: clock.now() + lifetime };
      kept.set(key, entry);
      value.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      return value;
    },
    drop: (key: string) => void kept.delete(key),
  };
}

export type SlackDirectory = Directory & {
  /** A user group changed: what was known of it counts no longer. */
  forget(group: string): void;
};

/** The workspace's people. Group members are at most 15 s old; deactivated people are left out. */
export function createDirectory(deps: {
  readonly callSlack: CallSlack;
  readonly clock: Clock;
}): SlackDirectory {
  const { callSlack, clock } = deps;
  const groups = createCache<readonly UserId[]>(clock, MEMBERS_FOR);
  const profiles = createCache<{ readonly active: boolean; readonly zone: string }>(clock, PROFILE_FOR);

  const standings = createCache<boolean>(clock, MEMBERS_FOR);
  const ownTeam = createCache<string>(clock, PROFILE_FOR);

  const standingOf = async (user: UserId): Promise<boolean> => {
    const team = await ownTeam.get(
      'own',
      async () => (await callSlack('auth.test', { args: {}, answer: OwnTeam })).team_id,
    );
    try {
      const { user: read } = await callSlack('users.info', { args: { user }, answer: Standing });
      const not = [read.deleted, read.is_bot, read.is_workflow_bot, read.is_restricted];
      const nor = [read.is_ultra_restricted, read.is_stranger, read.is_invited_user];
      const isHuman = read.id === user && user !== 'USLACKBOT';
      return isHuman && read.team_id === team && ![...not, ...nor].includes(true);
    } catch (error) {
      const code = slackCode(error);
      if (code !== 'user_not_found' && code !== 'user_not_visible') throw error;
      return false;
    }
  };
  const groupOf = async (group: string): Promise<readonly UserId[]> => {
    const args = { usergroup: group };
    return (await callSlack('usergroups.users.list', { args, answer: GroupMembers })).users;
  };

  const profileOf = (user: UserId) =>
    profiles.get(user, async () => {
      try {
        const read = await callSlack('users.info', { args: { user }, answer: Profile });
        return { active: read.user.deleted !== true, zone: read.user.tz || 'UTC' };
      } catch (error) {
        const code = slackCode(error);
        if (code !== 'user_not_found' && code !== 'user_not_visible') throw error;
        return { active: false, zone: 'UTC' };
      }
    });
  const isActive = async (user: UserId): Promise<boolean> => {
    try {
      return (await profileOf(user)).active;
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
      return activeOf(await groups.get(roster.group, () => groupOf(roster.group)));
    },
    membersNow: async (roster) => (roster.kind === 'users' ? roster.users : groupOf(roster.group)),
    isFullMember: (user) => standings.get(user, () => standingOf(user)),
    async timeZone(user) {
      try {
        return (await profileOf(user)).zone;
      } catch {
        return 'UTC';
      }
    },
    forget: (group) => groups.drop(group),
  };
}
