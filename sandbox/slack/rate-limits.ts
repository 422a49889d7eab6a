export type RateLimits = {
  /** Counts a call; seconds to wait if there is no budget for it. Posting also counts per conversation. */
  take(method: string, conversation: string): number | undefined;
  /** What is left of a method's budget in this minute. */
  left(method: string): number;
};

const WINDOW_MS = 60_000;
const TIERS = { t1: 1, t2: 20, t3: 50, t4: 100 } as const;

/** How many calls a minute each method may have in the whole workspace. */
export const METHOD_BUDGETS: Readonly<Record<string, number>> = {
  ...tier('t2', [
    'conversations.create',
    'conversations.setTopic',
    'conversations.setPurpose',
    'conversations.archive',
    'conversations.unarchive',
    'conversations.rename',
    'conversations.list',
    'pins.add',
    'pins.remove',
    'pins.list',
    'bookmarks.add',
    'bookmarks.edit',
    'bookmarks.remove',
    'reactions.remove',
    'usergroups.list',
    'usergroups.users.list',
    'users.list',
  ]),
  ...tier('t3', [
    'chat.update',
    'chat.delete',
    'conversations.invite',
    'conversations.kick',
    'conversations.info',
    'conversations.open',
    'conversations.join',
    'conversations.leave',
    'conversations.history',
    'conversations.replies',
    'reactions.add',
    'reactions.get',
    'bookmarks.list',
    'users.lookupByEmail',
    'users.conversations',
    'bots.info',
    'team.info',
  ]),
  ...tier('t4', [
    'api.test',
    'chat.postEphemeral',
    'conversations.members',
    'users.info',
    'views.open',
    'views.push',
    'views.update',
    'views.publish',
    'files.getUploadURLExternal',
    'files.completeUploadExternal',
    'files.info',
  ]),
  'apps.connections.open': TIERS.t3,
  // Special: "hundreds a minute".
  'auth.test': 300,
  'chat.getPermalink': 300,
  'chat.postMessage': 300,
};

function tier(name: keyof typeof TIERS, methods: string[]): Record<string, number> {
  return Object.fromEntries(methods.map((method) => [method, TIERS[name]]));
}

/** One message a second to a channel, with a short burst. */
export const CHANNEL_BURST = 5;
const CHANNEL_PAUSE_MS = 1000;

type Bucket = { tokens: number; at: number };

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

/** Slack's budgets: per method for the workspace, and for posting per channel too. */
export const createRateLimits = (clock: () => number): RateLimits => {
  const taken = new Map<string, number[]>();
  const channels = new Map<string, Bucket>();

  const recent = (method: string): number[] => {
    const since = clock() - WINDOW_MS;
    const kept = (taken.get(method) ?? []).filter((at) => at > since);
    taken.set(method, kept);
    return kept;
  };

  const channelWait = (channel: string): number | undefined => {
    const now = clock();
    const bucket = channels.get(channel) ?? { tokens: CHANNEL_BURST, at: now };
    const tokens = Math.min(CHANNEL_BURST, bucket.tokens + (now - bucket.at) / CHANNEL_PAUSE_MS);
    const enough = tokens >= 1;
    channels.set(channel, { tokens: enough ? tokens - 1 : tokens, at: now });
    return enough ? undefined : seconds((1 - tokens) * CHANNEL_PAUSE_MS);
  };

  return {
    take(method, conversation) {
      const budget = METHOD_BUDGETS[method];
      if (budget === undefined) return undefined;
      const calls = recent(method);
      const oldest = calls[0];
      if (calls.length >= budget && oldest !== undefined) return seconds(oldest + WINDOW_MS - clock());
      const wait = method === 'chat.postMessage' ? channelWait(conversation) : undefined;
      if (wait === undefined) calls.push(clock());
      return wait;
    },
    left: (method) => (METHOD_BUDGETS[method] ?? Number.POSITIVE_INFINITY) - recent(method).length,
  };
};

/** No limits at all. */
export const noRateLimits: RateLimits = { take: () => undefined, left: () => Number.POSITIVE_INFINITY };
