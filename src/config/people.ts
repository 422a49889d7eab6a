import { z } from 'zod';
import type { Roster } from '../domain/role.ts';

/** The id of a member. */
export const Member = z
  .string()
  .regex(/^[UW][A-Z0-9]+$/, { error: "expected a member's id, such as U024BE7LH" })
  .meta({ title: 'member’s id' });
/** The id of a Slack user group. */
export const UserGroup = z
  .string()
  .regex(/^S[A-Z0-9]+$/, { error: "expected a user group's id, such as S0614TZR7" })
  .meta({ title: 'user group’s id' });

/** Where people come from: `{ users: [U1, U2] }` in the order they are asked, or `{ usergroup: S1 }`. */
export const RosterSetting = z
  .strictObject({
    users: z.array(Member).min(1).optional().describe("Members' ids, in the order in which they are asked."),
    usergroup: UserGroup.optional().describe(
      "A Slack user group's id; its members are looked up when needed.",
    ),
  })
  .transform((roster, context): Roster => {
    if (roster.users && !roster.usergroup) return { kind: 'users', users: roster.users };
    if (roster.usergroup && !roster.users) return { kind: 'usergroup', group: roster.usergroup };
    context.addIssue({ code: 'custom', message: 'expected either users or usergroup' });
    return z.NEVER;
  });

/** People for roles, by the role's name. */
export const RostersSetting = z.record(z.string(), RosterSetting);
