import type { Channel, Message } from '../slack/model.ts';

export type LastRead = {
  /** Everything up to and with this message is read. */
  mark(user: string, channel: string, ts: string): void;
  /** What this person, who is in these user groups, has not read: how much of it, and whether it asks for them. */
  unread(user: string, channel: Channel, groups?: readonly string[]): { count: number; isForYou: boolean };
};

/** Joins, topics and the like make no channel bold. */
const NOTICE = /^(channel|group|pinned)_/;

/** Mentions by words, and those in rich text: of everyone, of the person, of a group they are in. */
const EVERYONE = ['<!here', '<!channel', '<!everyone', '"type":"broadcast"'];

const isNamed = (messages: readonly Message[], ids: readonly string[]): boolean => {
  const signs = [
    ...EVERYONE,
    ...ids.flatMap((id) => [`<@${id}`, `<!subteam^${id}`, `"user_id":"${id}"`, `"usergroup_id":"${id}"`]),
  ];
  return messages.some(({ text, blocks }) => {
    const all = `${text}${JSON.stringify(blocks ?? '')}`;
    return signs.some((sign) => all.includes(sign));
  });
};

/** Keeps up to where everyone has read. Who never looked has read nothing. */
export function createLastRead(): LastRead {
  const marks = new Map<string, number>();
  const keyOf = (user: string, channel: string): string => `${user}/${channel}`;
  return {
    mark(user, channel, ts) {
      const key = keyOf(user, channel);
      marks.set(key, Math.max(marks.get(key) ?? 0, Number(ts) || 0));
    },
    unread(user, channel, groups = []) {
      const since = marks.get(keyOf(user, channel.id)) ?? 0;
      const isNews = (message: Message): boolean =>
        Number(message.ts) > since &&
        message.user !== user &&
        !message.deleted &&
        !NOTICE.test(message.subtype ?? '') &&
        (message.threadTs === undefined || message.threadTs === message.ts || message.broadcast);
      const news = channel.messages.filter(isNews);
      const own = channel.ephemerals.filter(
        (one) => one.to === user && !one.deleted && Number(one.ts) > since,
      );
      const isForYou = channel.kind === 'im' ? news.length > 0 : isNamed(news, [user, ...groups]);
      return { count: news.length + own.length, isForYou };
    },
  };
}
