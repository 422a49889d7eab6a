import { channelType, messageJson, repliesOf } from '../json/message-json.ts';
import type { Channel, Fields, Message, SandboxFile } from '../model.ts';
import { botIsIn, type World } from '../world.ts';

export type NewMessage = {
  readonly user: string;
  readonly text: string;
  readonly blocks?: Fields[] | undefined;
  readonly attachments?: Fields[] | undefined;
  readonly metadata?: Fields | undefined;
  readonly threadTs?: string | undefined;
  readonly broadcast?: boolean;
  readonly subtype?: string | undefined;
  readonly files?: SandboxFile[];
  readonly extra?: Fields;
};

const eventBase = (world: World, channel: Channel): Fields => ({
  type: 'message',
  channel: channel.id,
  channel_type: channelType(channel),
  event_ts: world.ids.ts(),
});

const sendTo = (world: World, channel: Channel, event: Fields): void => {
  if (botIsIn(world, channel)) world.sendEvent(event);
};

const markThread = (channel: Channel, threadTs: string): void => {
  const parent = channel.messages.find((message) => message.ts === threadTs);
  if (parent) parent.threadTs = parent.ts;
};

/** Puts a message into a conversation, tells watchers, and tells the bot if it is there. */
export const postMessage = (world: World, channel: Channel, input: NewMessage): Message => {
  const message: Message = {
    channel: channel.id,
    ts: world.ids.ts(),
    user: input.user,
    botId: input.user === world.app.botUserId ? world.app.botId : undefined,
    subtype: input.subtype,
    text: input.text,
    blocks: input.blocks,
    attachments: input.attachments,
    metadata: input.metadata,
    threadTs: input.threadTs,
    broadcast: input.broadcast ?? false,
    reactions: [],
    files: input.files ?? [],
    edited: undefined,
    edits: [],
    deleted: false,
    tombstone: false,
    visibleAt: world.clock() + world.historyLagMs(),
    extra: input.extra ?? {},
  };
  channel.messages.push(message);
  if (message.threadTs) markThread(channel, message.threadTs);
  world.announce({ kind: 'message', channel: channel.id, ts: message.ts, what: 'posted' });
  const shown = messageJson(world, channel, message);
  sendTo(world, channel, { ...shown, ...eventBase(world, channel), event_ts: message.ts });
  if (message.text.includes(`<@${world.app.botUserId}>`) && !message.botId) {
    sendTo(world, channel, { ...shown, type: 'app_mention', channel: channel.id, event_ts: message.ts });
  }
  return message;
};

/** Changes text, blocks or attachments of a message and remembers what it said. */
export const editMessage = (
  world: World,
  channel: Channel,
  message: Message,
  change: {
    by: string;
    text: string;
    blocks: Fields[] | undefined;
    attachments?: Fields[] | undefined;
    metadata?: Fields;
  },
): void => {
  const before = messageJson(world, channel, message);
  const at = world.ids.ts();
  message.edits.push({ at, by: change.by, text: message.text, blocks: message.blocks });
  message.text = change.text;
  message.blocks = change.blocks;
  message.attachments = change.attachments;
  if (change.metadata) message.metadata = change.metadata;
  message.edited = { user: change.by, ts: at };
  changed(world, channel, message, before);
};

/** Adds a link preview: a `message_changed` in which the text stays as it was. */
export const unfurlMessage = (world: World, channel: Channel, message: Message, attachment: Fields): void => {
  const before = messageJson(world, channel, message);
  message.attachments = [...(message.attachments ?? []), attachment];
  changed(world, channel, message, before);
};

const changed = (world: World, channel: Channel, message: Message, before: Fields): void => {
  world.announce({ kind: 'message', channel: channel.id, ts: message.ts, what: 'edited' });
  const base = eventBase(world, channel);
  sendTo(world, channel, {
    ...base,
    subtype: 'message_changed',
    hidden: true,
    ts: base.event_ts,
    message: messageJson(world, channel, message),
    previous_message: before,
  });
};

/** Deletes a message; a parent with replies stays as a tombstone, as in Slack. */
export const deleteMessage = (world: World, channel: Channel, message: Message): void => {
  const before = messageJson(world, channel, message);
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  if (repliesOf(channel, message.ts).length > 0) {
    message.tombstone = true;
    message.reactions = [];
    changed(world, channel, message, before);
    world.announce({ kind: 'message', channel: channel.id, ts: message.ts, what: 'deleted' });
    return;
  }
  message.deleted = true;
  world.announce({ kind: 'message', channel: channel.id, ts: message.ts, what: 'deleted' });
  const base = eventBase(world, channel);
  sendTo(world, channel, {
    ...base,
    subtype: 'message_deleted',
    hidden: true,
    ts: base.event_ts,
    deleted_ts: message.ts,
    previous_message: before,
  });
};

/** The message of this channel, if it exists and was not deleted. */
export const findMessage = (channel: Channel, ts: string): Message | undefined =>
  channel.messages.find((message) => message.ts === ts && !message.deleted && !message.tombstone);
