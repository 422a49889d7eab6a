import type { Arguments } from '../arguments.ts';
import { channelJson } from '../json/channel-json.ts';
import { messageJson, repliesOf } from '../json/message-json.ts';
import type { Channel, Fields, Message } from '../model.ts';
import { refuse } from '../refusal.ts';
import { botIsIn, type World } from '../world.ts';
import { channelArgument, joinedChannelArgument } from './conversation-argument.ts';
import { type ApiMethods, HISTORY_SCOPES, READ_SCOPES } from './method.ts';
import { page } from './paging.ts';

const KIND_OF_TYPE = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
} as const;

const byType = (args: Arguments): ((channel: Channel) => boolean) => {
  const types = args.has('types') ? args.list('types') : ['public_channel'];
  const kinds = types.map((type) =>
    type in KIND_OF_TYPE ? KIND_OF_TYPE[type as keyof typeof KIND_OF_TYPE] : refuse('invalid_types'),
  );
  const withoutArchived = args.flag('exclude_archived');
  return (channel) => kinds.some((kind) => kind === channel.kind) && !(withoutArchived && channel.isArchived);
};

const inWindow = (args: Arguments): ((message: Message) => boolean) => {
  for (const bound of ['oldest', 'latest']) {
    if (args.has(bound) && !/^\d+(\.\d+)?$/.test(args.text(bound))) refuse(`invalid_ts_${bound}`);
  }
  const inclusive = args.flag('inclusive');
  const oldest = args.has('oldest') ? micros(args.text('oldest')) : -1;
  const latest = args.has('latest') ? micros(args.text('latest')) : Number.MAX_SAFE_INTEGER;
  return ({ ts }) => {
    const at = micros(ts);
    if (inclusive && (at === oldest || at === latest)) return true;
    return at > oldest && at < latest;
  };
};

/** A timestamp as a whole number of microseconds, so that six digits compare without rounding. */
const micros = (ts: string): number => {
  const [seconds = '0', fraction = ''] = ts.split('.');
  return Number(seconds) * 1_000_000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
};

const showsInChannel = (message: Message): boolean =>
  !message.deleted &&
  (message.threadTs === undefined || message.threadTs === message.ts || message.broadcast);

const shown = (world: World, args: Arguments, channel: Channel, messages: Message[]): Fields[] =>
  messages.map((message) =>
    messageJson(world, channel, message, { metadata: args.flag('include_all_metadata') }),
  );

/** Methods that read conversations. */
export const conversationsReadMethods: ApiMethods = {
  'conversations.info': {
    scopes: READ_SCOPES,
    run(call) {
      const channel = channelArgument(call);
      const memberCount = call.args.flag('include_num_members');
      return { channel: channelJson(call.world, channel, { memberCount }) };
    },
  },
  'conversations.list': {
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    run({ world, args }) {
      const wanted = byType(args);
      const visible = [...world.channels.values()].filter(
        (channel) => wanted(channel) && (channel.kind === 'public' || botIsIn(world, channel)),
      );
      const { items, metadata } = page(args, visible, { fallback: 100, most: 1000 });
      return {
        channels: items.map((channel) => channelJson(world, channel, { memberCount: true })),
        ...metadata,
      };
    },
  },
  'users.conversations': {
    scopes: ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    run({ world, args }) {
      const user = args.text('user') || world.app.botUserId;
      if (!world.members.has(user)) refuse('user_not_found');
      const wanted = byType(args);
      const joined = [...world.channels.values()].filter(
        (channel) =>
          wanted(channel) &&
          channel.members.has(user) &&
          (channel.kind === 'public' || botIsIn(world, channel)),
      );
      const { items, metadata } = page(args, joined, { fallback: 100, most: 1000 });
      return { channels: items.map((channel) => channelJson(world, channel)), ...metadata };
    },
  },
  'conversations.history': {
    scopes: HISTORY_SCOPES,
    run(call) {
      const { world, args } = call;
      const channel = joinedChannelArgument(call);
      const within = inWindow(args);
      const now = world.clock();
      const all = channel.messages
        .filter((message) => showsInChannel(message) && message.visibleAt <= now && within(message))
        .reverse();
      const { items, metadata } = page(args, all, { fallback: 100, most: 999 });
      const next = (metadata.response_metadata as Fields).next_cursor;
      return {
        messages: shown(world, args, channel, items),
        has_more: next !== '',
        pin_count: channel.pins.length,
        channel_actions_ts: null,
        channel_actions_count: 0,
        ...(next !== '' && metadata),
      };
    },
  },
  'conversations.replies': {
    scopes: HISTORY_SCOPES,
    run(call) {
      const { world, args } = call;
      const channel = joinedChannelArgument(call);
      const now = world.clock();
      const asked = channel.messages.find((message) => message.ts === args.text('ts') && !message.deleted);
      if (!asked || asked.visibleAt > now) return refuse('thread_not_found');
      const parent = channel.messages.find((message) => message.ts === (asked.threadTs ?? asked.ts)) ?? asked;
      const within = inWindow(args);
      const replies = repliesOf(channel, parent.ts).filter(
        (reply) => reply.visibleAt <= now && within(reply),
      );
      // Every page begins with the parent, which does not count towards the limit.
      const { items, metadata } = page(args, replies, { fallback: 999, most: 1000 });
      const next = (metadata.response_metadata as Fields).next_cursor;
      return {
        messages: shown(world, args, channel, [parent, ...items]),
        has_more: next !== '',
        ...(next !== '' && metadata),
      };
    },
  },
};
