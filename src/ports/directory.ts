import type { UserId } from '../domain/actor.ts';
import type { Roster } from '../domain/role.ts';

/** The workspace's people. */
export interface Directory {
  /** A roster's active people in order. At most 15 s old. Throws Unavailable, RateLimited or Misconfigured. */
  members(roster: Roster): Promise<readonly UserId[]>;
  /** The same, asked of Slack now. A change is never made on what was known a moment ago. */
  membersNow(roster: Roster): Promise<readonly UserId[]>;
  /**
   * True for a human being and full member of this workspace, at most 15 s old: no bot, no guest, nobody of another
   * workspace, not deactivated. Throws like `members`: what can't be asked is never believed.
   */
  isFullMember(user: UserId): Promise<boolean>;
  /** The same, asked of Slack now. */
  isFullMemberNow(user: UserId): Promise<boolean>;
  /** IANA time zone of a member, `UTC` when unknown. */
  timeZone(user: UserId): Promise<string>;
  /** What a member is called; null: Slack knows nobody of this id. Throws like `members`. */
  nameOf(user: UserId): Promise<string | null>;
}
