import type { UserId } from '../domain/actor.ts';
import type { Roster } from '../domain/role.ts';

/** The workspace's people. */
export interface Directory {
  /** A roster's active people in order. At most 15 s old. Throws Unavailable, RateLimited or Misconfigured. */
  members(roster: Roster): Promise<readonly UserId[]>;
  /** IANA time zone of a member, `UTC` when unknown. */
  timeZone(user: UserId): Promise<string>;
}
