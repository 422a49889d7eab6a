import type { Bookmark, Channel, Fields } from '../model.ts';
import { refuse } from '../refusal.ts';
import type { World } from '../world.ts';
import { channelArgument, joinedChannelArgument } from './conversation-argument.ts';
import type { ApiCall, ApiMethods } from './method.ts';

const MOST_BOOKMARKS = 100;

const bookmarkChannel = (call: ApiCall): Channel =>
  joinedChannelArgument({ ...call, args: { ...call.args, text: () => call.args.text('channel_id') } });

const bookmarkJson = (world: World, bookmark: Bookmark, rank: number): Fields => ({
  id: bookmark.id,
  channel_id: bookmark.channel,
  title: bookmark.title,
  link: bookmark.link,
  emoji: bookmark.emoji ?? null,
  icon_url: null,
  type: 'link',
  entity_id: null,
  date_created: bookmark.created,
  date_updated: bookmark.updated,
  rank: String.fromCharCode(97 + Math.min(rank, 25)),
  last_updated_by_user_id: world.app.botUserId,
  last_updated_by_team_id: world.team.id,
  shortcut_id: null,
  app_id: null,
});

const checkLink = (link: string): string => {
  const readable = URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);
  return readable ? link : refuse('invalid_link');
};

const checkEmoji = (emoji: string): string | undefined => {
  if (emoji === '') return undefined;
  return /^:[a-z0-9_+'-]+:$/.test(emoji) ? emoji : refuse('invalid_emoji');
};

const named = (call: ApiCall, channel: Channel): Bookmark =>
  channel.bookmarks.find((bookmark) => bookmark.id === call.args.text('bookmark_id')) ?? refuse('not_found');

const add = (call: ApiCall): Fields => {
  const { world, args } = call;
  const channel = bookmarkChannel(call);
  if (channel.isArchived) refuse('is_archived');
  if (args.text('type') !== 'link') refuse('invalid_bookmark_type');
  if (!args.has('title')) refuse('invalid_arguments');
  if (channel.bookmarks.length >= MOST_BOOKMARKS) refuse('too_many_bookmarks');
  const now = Math.floor(world.clock() / 1000);
  const bookmark: Bookmark = {
    id: world.ids.next('Bk'),
    channel: channel.id,
    title: args.text('title'),
    link: checkLink(args.text('link')),
    emoji: checkEmoji(args.text('emoji')),
    created: now,
    updated: 0,
  };
  channel.bookmarks.push(bookmark);
  world.announce({ kind: 'channel', channel: channel.id, what: 'bookmarks' });
  return { bookmark: bookmarkJson(world, bookmark, channel.bookmarks.length - 1) };
};

const edit = (call: ApiCall): Fields => {
  const { world, args } = call;
  const channel = bookmarkChannel(call);
  const bookmark = named(call, channel);
  if (args.has('title')) bookmark.title = args.text('title');
  if (args.has('link')) bookmark.link = checkLink(args.text('link'));
  if (args.has('emoji')) bookmark.emoji = checkEmoji(args.text('emoji'));
  bookmark.updated = Math.floor(world.clock() / 1000);
  world.announce({ kind: 'channel', channel: channel.id, what: 'bookmarks' });
  return { bookmark: bookmarkJson(world, bookmark, channel.bookmarks.indexOf(bookmark)) };
};

/** The links at the top of a channel. */
export const bookmarkMethods: ApiMethods = {
  'bookmarks.add': { scopes: ['bookmarks:write'], run: add },
  'bookmarks.edit': { scopes: ['bookmarks:write'], run: edit },
  'bookmarks.remove': {
    scopes: ['bookmarks:write'],
    run(call) {
      const channel = bookmarkChannel(call);
      const bookmark = named(call, channel);
      channel.bookmarks = channel.bookmarks.filter((other) => other !== bookmark);
      call.world.announce({ kind: 'channel', channel: channel.id, what: 'bookmarks' });
      return {};
    },
  },
  'bookmarks.list': {
    scopes: ['bookmarks:read'],
    run(call) {
      const channel = channelArgument({
        ...call,
        args: { ...call.args, text: () => call.args.text('channel_id') },
      });
      return {
        bookmarks: channel.bookmarks.map((bookmark, rank) => bookmarkJson(call.world, bookmark, rank)),
      };
    },
  },
};
