import type { Channel, Message } from '../slack/model.ts';

export type LastRead = {
  /** Everything up to and with this message is read. */
  mark(user: string, channel: string, ts: string): void;
  /** What this person has not read: how much of it, and whether it asks for them. */
  unread(user: string, channel: Channel): { count: number; isForYou: boolean };
};

/** Joins, topics and the like make no channel bold. */
const NOTICE = /^(channel|group|pinned)_/;

/** Keeps up to where everyone has read. Who never looked has read nothing. */
export function createLastRead(): LastRead {
  const marks = new Map<string, number>();
  const keyOf = (user: string, channel: string): string => `${user}/${channel}`;
  return {
    mark(user, channel, ts) {
      const key = keyOf(user, channel);
      marks.set(key, Math.max(marks.get(key) ?? 0, Number(ts) || 0));
    },
    unread(user, channel) {
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
      const isForYou = news.some(
        ({ text, blocks }) =>
          channel.kind === 'im' || `${text}${JSON.stringify(blocks ?? '')}`.includes(`<@${user}`),
      );
      return { count: news.length + own.length, isForYou };
    },
  };
}
