import { z } from 'zod';
import type { UserId } from '../../domain/actor.ts';
import { isSlackId } from './blocks/slack-ids.ts';
import type { CallSlack } from './call-slack.ts';
import { slackAnswer, slackCode } from './errors.ts';

export type Left = { readonly user: UserId; readonly reason: string };

const Refusals = z.object({
  errors: z.array(z.object({ user: z.string().nullish(), error: z.string() })).nullish(),
});

/** Slack's limit: docs.slack.dev, conversations.invite. */
const AT_ONCE = 100;

/** Codes that are about one person; with any other, nobody can be invited. */
const personal = new Set([
  'already_in_channel',
  'cant_invite',
  'cant_invite_self',
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'user_is_bot',
  'user_is_restricted',
  'user_is_ultra_restricted',
  'ura_max_channels',
  'user_team_not_in_channel',
  'external_team_in_dlp_channel',
  'failed_for_some_users',
]);

/**
 * Invites people, 100 in a call. Whoever can't be invited, or is in already, comes back with Slack's reason, and does
 * not keep the others out. Throws as callSlack does.
 */
export async function invitePeople(
  callSlack: CallSlack,
  channel: string,
  users: readonly UserId[],
): Promise<readonly Left[]> {
  const wanted = [...new Set(users)];
  const known = wanted.filter((user) => isSlackId('user', user));
  const left: Left[] = wanted
    .filter((user) => !isSlackId('user', user))
    .map((user) => ({ user, reason: 'user_not_found' }));
  for (let at = 0; at < known.length; at += AT_ONCE) {
    left.push(...(await inviteGroup(callSlack, channel, known.slice(at, at + AT_ONCE))));
  }
  return left;
}

async function inviteGroup(
  callSlack: CallSlack,
  channel: string,
  users: readonly UserId[],
): Promise<readonly Left[]> {
  if (users.length === 0) return [];
  try {
    const answer = await callSlack('conversations.invite', {
      // With `force` Slack goes on with those who can be invited; it is said in `errors` who can't.
      args: { channel, users: users.join(','), force: true },
      answer: Refusals,
    });
    return leftOf(answer.errors ?? [], users);
  } catch (error) {
    const code = slackCode(error);
    if (code === null || !personal.has(code)) throw error;
    const only = users[0];
    if (users.length === 1 && only) return [{ user: only, reason: code }];
    const read = Refusals.safeParse(slackAnswer(error));
    const left = leftOf(read.success ? (read.data.errors ?? []) : [], users);
    if (left.length > 0) {
      const failing = new Set(left.map(({ user }) => user));
      return [
        ...left,
        ...(await inviteGroup(
          callSlack,
          channel,
          users.filter((user) => !failing.has(user)),
        )),
      ];
    }
    // It is not said who it was: half by half.
    const middle = Math.ceil(users.length / 2);
    return [
      ...(await inviteGroup(callSlack, channel, users.slice(0, middle))),
      ...(await inviteGroup(callSlack, channel, users.slice(middle))),
    ];
  }
}

function leftOf(
  errors: readonly { readonly user?: string | null | undefined; readonly error: string }[],
  users: readonly UserId[],
): readonly Left[] {
  return errors.flatMap(({ user, error }) => (user && users.includes(user) ? [{ user, reason: error }] : []));
}
