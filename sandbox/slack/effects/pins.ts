import { messageJson } from '../json/message-json.ts';
import type { Channel, Fields, Message } from '../model.ts';
import { refuse } from '../refusal.ts';
import { botIsIn, type World } from '../world.ts';
import { postMessage } from './messages.ts';

const MOST_PINS = 100;

const item = (world: World, channel: Channel, message: Message): Fields => ({
  type: 'message',
  channel: channel.id,
  created_by: message.user,
  created: Math.floor(world.clock() / 1000),
  message: messageJson(world, channel, message),
});

/** Pins a message. */
export const pinMessage = (world: World, channel: Channel, message: Message, by: string): void => {
  if (channel.pins.some((pin) => pin.ts === message.ts)) refuse('already_pinned');
  if (channel.pins.length >= MOST_PINS) refuse('too_many_pins');
  channel.pins.unshift({ ts: message.ts, by, created: Math.floor(world.clock() / 1000) });
  world.announce({ kind: 'channel', channel: channel.id, what: 'pinned' });
  postMessage(world, channel, {
    user: by,
    text: `<@${by}> pinned a message to this channel.`,
    subtype: 'pinned_item',
    extra: { item_type: 'C', item: { type: 'message', channel: channel.id, ts: message.ts } },
  });
  if (!botIsIn(world, channel)) return;
  world.sendEvent({
    type: 'pin_added',
    user: by,
    channel_id: channel.id,
    item: item(world, channel, message),
    item_user: message.user,
    pin_count: String(channel.pins.length),
    pinned_info: { channel: channel.id, pinned_by: by, pinned_ts: Math.floor(world.clock() / 1000) },
    event_ts: world.ids.ts(),
  });
};

/** Takes a pin away. */
export const unpinMessage = (world: World, channel: Channel, message: Message, by: string): void => {
  if (!channel.pins.some((pin) => pin.ts === message.ts)) refuse('no_pin');
  channel.pins = channel.pins.filter((pin) => pin.ts !== message.ts);
  world.announce({ kind: 'channel', channel: channel.id, what: 'unpinned' });
  if (!botIsIn(world, channel)) return;
  world.sendEvent({
    type: 'pin_removed',
    user: by,
    channel_id: channel.id,
    item: item(world, channel, message),
    item_user: message.user,
    pin_count: String(channel.pins.length),
    has_pins: channel.pins.length > 0,
    pinned_info: { channel: channel.id, pinned_by: by, pinned_ts: Math.floor(world.clock() / 1000) },
    event_ts: world.ids.ts(),
  });
};
