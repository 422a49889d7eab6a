import { z } from 'zod';
import type { ChannelEvent } from '../../domain/channel-event.ts';
import type { BotIdentity } from './bot-identity.ts';
import { channelMessage, RawMessage } from './channel-message.ts';

/** An event as it lies in the envelope, with the envelope's time for events that carry none. */
export type EventBody = { readonly type: string; readonly [field: string]: unknown };

type Translate = (
  event: unknown,
  at: { readonly eventTs: string; readonly bot: BotIdentity | null },
) => ChannelEvent | null;

const OnMessage = z.object({
  channel: z.string(),
  channel_type: z.string().nullish(),
  subtype: z.string().nullish(),
  message: RawMessage.nullish(),
  previous_message: z.object({ thread_ts: z.string().nullish() }).nullish(),
  deleted_ts: z.string().nullish(),
});
const OnItem = z.object({
  user: z.string(),
  item: z.object({
    type: z.string(),
    channel: z.string().nullish(),
    ts: z.string().nullish(),
    message: z.object({ ts: z.string() }).nullish(),
  }),
});
const OnReaction = OnItem.extend({ reaction: z.string() });
const OnMember = z.object({ user: z.string(), channel: z.string() });
const OnChannel = z.object({ channel: z.string(), user: z.string().nullish() });
const OnRename = z.object({ channel: z.object({ id: z.string(), name: z.string() }) });

const message: Translate = (event, { eventTs, bot }) => {
  const said = OnMessage.parse(event);
  const { channel, subtype } = said;
  // Direct messages are no incident channels.
  if (said.channel_type === 'im' || said.channel_type === 'mpim') return null;
  if (subtype === 'message_changed' && said.message) {
    return { kind: 'edited', channel, eventTs, message: channelMessage(said.message, 'event', bot) };
  }
  if (subtype === 'message_deleted' && said.deleted_ts) {
    const threadTs = said.previous_message?.thread_ts ?? null;
    const ts = said.deleted_ts;
    return { kind: 'deleted', channel, eventTs, ts, threadTs: threadTs === ts ? null : threadTs };
  }
  // Says that a parent has a reply; the reply is an event of its own.
  if (subtype === 'message_replied') return null;
  return { kind: 'posted', channel, eventTs, message: channelMessage(RawMessage.parse(event), 'event', bot) };
};

const reaction =
  (kind: 'reacted' | 'unreacted'): Translate =>
  (event, { eventTs }) => {
    const { user, item, reaction: emoji } = OnReaction.parse(event);
    if (item.type !== 'message' || !item.channel || !item.ts) return null;
    return { kind, channel: item.channel, eventTs, ts: item.ts, user, emoji };
  };

const pin =
  (kind: 'pinned' | 'unpinned'): Translate =>
  (event, { eventTs }) => {
    const { user, item } = OnItem.parse(event);
    const ts = item.message?.ts ?? item.ts;
    if (item.type !== 'message' || !item.channel || !ts) return null;
    return { kind, channel: item.channel, eventTs, ts, user };
  };

const member =
  (kind: 'joined' | 'left'): Translate =>
  (event, { eventTs }) => ({ kind, eventTs, ...OnMember.parse(event) });

const channel =
  (kind: 'archived' | 'unarchived' | 'deleted-channel'): Translate =>
  (event, { eventTs }) => {
    const { channel: id, user } = OnChannel.parse(event);
    return { kind, channel: id, eventTs, user: user ?? null };
  };

const renamed: Translate = (event, { eventTs }) => {
  const { channel: one } = OnRename.parse(event);
  return { kind: 'renamed', channel: one.id, eventTs, name: one.name };
};

/** What each event of Slack's means. Source: the event pages of docs.slack.dev. */
const translations: Readonly<Record<string, Translate>> = {
  channel_archive: channel('archived'),
  channel_deleted: channel('deleted-channel'),
  channel_rename: renamed,
  channel_unarchive: channel('unarchived'),
  group_archive: channel('archived'),
  group_deleted: channel('deleted-channel'),
  group_rename: renamed,
  group_unarchive: channel('unarchived'),
  member_joined_channel: member('joined'),
  member_left_channel: member('left'),
  message,
  pin_added: pin('pinned'),
  pin_removed: pin('unpinned'),
  reaction_added: reaction('reacted'),
  reaction_removed: reaction('unreacted'),
};

/** The types of events that become channel events. */
export const channelEventTypes: readonly string[] = Object.keys(translations);

/**
 * One of Slack's events in the domain's words; null for what is none of ours (direct messages, files that are pinned,
 * types we do not need). Throws ZodError when an event that we need can't be read. `eventTime`: the envelope's, seconds.
 */
export function channelEvent(
  event: EventBody,
  eventTime: number,
  bot: BotIdentity | null,
): ChannelEvent | null {
  const translate = Object.hasOwn(translations, event.type) ? translations[event.type] : undefined;
  if (!translate) return null;
  const eventTs = typeof event.event_ts === 'string' ? event.event_ts : `${eventTime}.000000`;
  return translate(event, { eventTs, bot });
}
