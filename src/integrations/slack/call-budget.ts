import { type Lane, lanes } from '../../domain/lane.ts';
import type { Allowance } from '../../ports/slack-budget.ts';
import type { SlackMethod } from './scopes.ts';

/**
 * We count a call when it leaves, Slack when it arrives. One that was long on its way is followed, a minute after it left,
 * by one that is faster, and Slack sees both within a minute: so much longer each place is held. Milliseconds.
 */
const ON_THE_WAY = 1_000;

const MINUTE = 60_000 + ON_THE_WAY;

/**
 * Calls a minute, per method, workspace and app. Source: the tiers on the method pages of docs.slack.dev
 * (2: 20, 3: 50, 4: 100 and more). A method that is not here has a budget so wide that we never reach it.
 */
const perMinute: Partial<Record<SlackMethod, number>> = {
  'bookmarks.add': 20,
  'bookmarks.list': 20,
  'chat.postEphemeral': 100,
  'chat.update': 50,
  'conversations.create': 20,
  'conversations.history': 50,
  'conversations.invite': 50,
  'conversations.join': 50,
  'conversations.open': 50,
  'conversations.rename': 20,
  'conversations.replies': 50,
  'conversations.setPurpose': 20,
  'conversations.setTopic': 20,
  'conversations.unarchive': 20,
  'files.completeUploadExternal': 100,
  'files.getUploadURLExternal': 100,
  'pins.add': 20,
  'reactions.add': 50,
  'usergroups.users.list': 20,
  'users.conversations': 50,
  'users.info': 100,
};

/** About one message a second into one channel, short bursts allowed; and a cap over the whole workspace. */
const PER_CHANNEL = { limit: 5, period: 5_000 };
const POSTS_PER_MINUTE = 300;

/**
 * Of a minute's `chat.update`, how many the lane and all less urgent lanes may use together: what approvals leave is
 * for the others, and what others use never reaches the 15 that are kept for approvals.
 */
const updateCeilings: Readonly<Record<Lane, number>> = { approval: 50, status: 35, alerts: 30, progress: 20 };

/** The allowances that one call takes from. `channel` is where it writes to, when the method writes to one. */
export function allowancesOf(method: SlackMethod, channel: string | null, lane: Lane): readonly Allowance[] {
  if (method === 'chat.update') {
    return lanes
      .slice(0, lanes.indexOf(lane) + 1)
      .map((one) => ({ name: `chat.update:${one}`, limit: updateCeilings[one], period: MINUTE }));
  }
  if (method === 'chat.postMessage') {
    const all = { name: method, limit: POSTS_PER_MINUTE, period: MINUTE };
    return channel ? [all, { name: `${method}:${channel}`, ...PER_CHANNEL }] : [all];
  }
  const limit = perMinute[method];
  return limit === undefined ? [] : [{ name: method, limit, period: MINUTE }];
}
