/** A link to a message as Slack makes them: `https://team.slack.com/archives/C0001/p1700000000000100`. */
const PERMALINK = /^https:\/\/[\w-]+\.slack\.com\/archives\/(\w+)\/p(\d+)(\d{6})(?:\?(.*))?$/;

/** The message that a link leads to, and the thread it is in; nothing for every other link. */
export const messageBehind = (url) => {
  const [, channel, seconds, micros, query] = PERMALINK.exec(url) ?? [];
  if (channel === undefined) return undefined;
  const thread = new URLSearchParams(query).get('thread_ts') ?? undefined;
  return { channel, ts: `${seconds}.${micros}`, thread };
};
