import type { Channel, Message } from '../model.ts';
import { refuse } from '../refusal.ts';
import { botIsIn, type World } from '../world.ts';

const MOST_NAMES = 50;

const tell = (
  world: World,
  channel: Channel,
  message: Message,
  type: string,
  by: string,
  name: string,
): void => {
  world.announce({ kind: 'message', channel: channel.id, ts: message.ts, what: 'reactions' });
  if (!botIsIn(world, channel)) return;
  world.sendEvent({
    type,
    user: by,
    reaction: name,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    item_user: message.user,
    event_ts: world.ids.ts(),
  });
};

/** Adds a reaction. */
export const react = (world: World, channel: Channel, message: Message, by: string, name: string): void => {
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) refuse('invalid_name');
  const existing = message.reactions.find((reaction) => reaction.name === name);
  if (existing?.users.includes(by)) refuse('already_reacted');
  if (!existing && message.reactions.length >= MOST_NAMES) refuse('too_many_emoji');
  if (existing) existing.users.push(by);
  else message.reactions.push({ name, users: [by] });
  tell(world, channel, message, 'reaction_added', by, name);
};

/** Takes a reaction back. */
export const unreact = (world: World, channel: Channel, message: Message, by: string, name: string): void => {
  const existing = message.reactions.find(
    (reaction) => reaction.name === name && reaction.users.includes(by),
  );
  if (!existing) return void refuse('no_reaction');
  existing.users = existing.users.filter((user) => user !== by);
  if (existing.users.length === 0)
    message.reactions = message.reactions.filter((reaction) => reaction !== existing);
  tell(world, channel, message, 'reaction_removed', by, name);
};
