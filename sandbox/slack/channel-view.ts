import { repliesOf } from './json/message-json.ts';
import type { Bookmark, Channel, ChannelKind, Ephemeral, Message, Pin } from './model.ts';
import type { World } from './world.ts';

/** A conversation as a test or a page looks at it: always the present state. */
export type ChannelView = {
  readonly id: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly topic: string;
  readonly purpose: string;
  readonly creator: string;
  /** Names of the members. */
  readonly members: string[];
  readonly pins: readonly Pin[];
  readonly bookmarks: readonly Bookmark[];
  /** Everything that is there now, replies and Slack's own notices too, oldest first. */
  messages(): Message[];
  /** The same without Slack's notices (joins, topic, ...): what people and apps said. */
  said(): Message[];
  /** The newest message whose text or blocks match, if there is one. */
  find(pattern: string | RegExp): Message | undefined;
  message(ts: string): Message | undefined;
  /** Also what was deleted. */
  history(): Message[];
  thread(ts: string): Message[];
  /** Messages that only one person sees; of everyone without a name. */
  ephemerals(name?: string): Ephemeral[];
};

const NOTICES = /^(channel|group|pinned)_/;

const matches = (message: Message, pattern: string | RegExp): boolean => {
  const whole = [
    message.text,
    JSON.stringify(message.blocks ?? []),
    JSON.stringify(message.attachments ?? []),
  ];
  return whole.some((text) => (typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text)));
};

/** Looks at a conversation. */
export const channelView = (world: World, channel: Channel): ChannelView => {
  const nameOf = (id: string): string => world.members.get(id)?.name ?? id;
  const present = (): Message[] => channel.messages.filter((message) => !message.deleted);
  return {
    id: channel.id,
    get name() {
      return channel.name;
    },
    kind: channel.kind,
    isPrivate: channel.kind !== 'public',
    get isArchived() {
      return channel.isArchived;
    },
    get topic() {
      return channel.topic.value;
    },
    get purpose() {
      return channel.purpose.value;
    },
    creator: nameOf(channel.creator),
    get members() {
      return [...channel.members].map(nameOf);
    },
    get pins() {
      return channel.pins;
    },
    get bookmarks() {
      return channel.bookmarks;
    },
    messages: present,
    said: () => present().filter((message) => !NOTICES.test(message.subtype ?? '')),
    find: (pattern) => present().findLast((message) => matches(message, pattern)),
    message: (ts) => channel.messages.find((message) => message.ts === ts),
    history: () => [...channel.messages],
    thread: (ts) => repliesOf(channel, ts),
    ephemerals: (name) =>
      channel.ephemerals.filter((one) => !one.deleted && (name === undefined || nameOf(one.to) === name)),
  };
};
