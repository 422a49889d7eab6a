import { createArguments } from '../arguments.ts';
import { messageContent, withBlockIds } from '../methods/message-content.ts';
import type { Channel, Ephemeral, Fields } from '../model.ts';
import { refuse } from '../refusal.ts';
import type { ResponseTarget } from '../response-urls.ts';
import { channelByName, type World } from '../world.ts';
import { deleteMessage, editMessage, findMessage, postMessage } from './messages.ts';

const replaceEphemeral = (world: World, message: Ephemeral, said: Fields): void => {
  const content = messageContent(createArguments(said));
  message.text = content.text;
  message.blocks = withBlockIds(content.blocks, () => world.ids.hex(3));
  world.announce({ kind: 'ephemeral', channel: message.channel, ts: message.ts, to: message.to });
};

const ephemeralSource = (channel: Channel, target: ResponseTarget): Ephemeral | undefined =>
  channel.ephemerals.find((one) => one.ts === target.source?.ts && !one.deleted);

const removeSource = (world: World, channel: Channel, target: ResponseTarget): void => {
  const ephemeral = ephemeralSource(channel, target);
  if (ephemeral) {
    ephemeral.deleted = true;
    world.announce({ kind: 'ephemeral', channel: channel.id, ts: ephemeral.ts, to: ephemeral.to });
    return;
  }
  const message = findMessage(channel, target.source?.ts ?? '') ?? refuse('message_not_found');
  deleteMessage(world, channel, message);
};

const replaceSource = (world: World, channel: Channel, target: ResponseTarget, said: Fields): void => {
  const ephemeral = ephemeralSource(channel, target);
  if (ephemeral) {
    replaceEphemeral(world, ephemeral, said);
    return;
  }
  const message = findMessage(channel, target.source?.ts ?? '') ?? refuse('message_not_found');
  const content = messageContent(createArguments(said));
  editMessage(world, channel, message, {
    by: world.app.botUserId,
    text: content.text,
    blocks: withBlockIds(content.blocks, () => world.ids.hex(3)),
    attachments: content.attachments,
  });
};

const say = (
  world: World,
  channel: Channel,
  target: ResponseTarget,
  said: Fields,
  via: 'response' | 'response_url',
): void => {
  const content = messageContent(createArguments(said));
  const blocks = withBlockIds(content.blocks, () => world.ids.hex(3));
  const threadTs = typeof said.thread_ts === 'string' ? said.thread_ts : target.threadTs;
  if (said.response_type === 'in_channel') {
    postMessage(world, channel, { user: world.app.botUserId, text: content.text, blocks, threadTs });
    return;
  }
  const ts = world.ids.ts();
  const ephemeral = { channel: channel.id, ts, to: target.user, threadTs, text: content.text, blocks, via };
  channel.ephemerals.push({ ...ephemeral, deleted: false });
  world.announce({ kind: 'ephemeral', channel: channel.id, ts, to: target.user });
};

/** Does what an app said in answer to a command or click, at once or by response_url. */
export const answerTo = (
  world: World,
  target: ResponseTarget,
  said: Fields,
  via: 'response' | 'response_url',
): void => {
  const channel = channelByName(world, target.channel);
  const says = (name: string): boolean => said[name] === true || said[name] === 'true';
  if (says('delete_original')) removeSource(world, channel, target);
  // After a command there is nothing to replace.
  else if (says('replace_original') && target.source) replaceSource(world, channel, target, said);
  else say(world, channel, target, said, via);
};
