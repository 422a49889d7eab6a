import { fileTypeOf } from '../file-type.ts';
import type { Channel, Message, SandboxFile } from '../model.ts';
import { botIsIn, type World } from '../world.ts';
import { postMessage } from './messages.ts';

/** Puts a file into the workspace without showing it anywhere. */
export const storeFile = (
  world: World,
  input: { user: string; name: string; content: Buffer; mimetype: string; title?: string | undefined },
): SandboxFile => {
  const file: SandboxFile = {
    id: world.ids.next('F'),
    name: input.name,
    title: input.title ?? input.name,
    mimetype: input.mimetype,
    user: input.user,
    created: Math.floor(world.clock() / 1000),
    content: input.content,
    channels: [],
    shared: false,
    deleted: false,
  };
  world.files.set(file.id, file);
  return file;
};

/** Shows files in a conversation: one message, and file_shared for each. */
export const shareFiles = (
  world: World,
  channel: Channel,
  files: SandboxFile[],
  said: { user: string; text: string; thread?: string | undefined },
): Message => {
  for (const file of files) {
    file.shared = true;
    if (!file.channels.includes(channel.id)) file.channels.push(channel.id);
    world.announce({ kind: 'file', file: file.id });
  }
  const message = postMessage(world, channel, {
    user: said.user,
    text: said.text,
    subtype: 'file_share',
    threadTs: said.thread,
    files,
  });
  if (!botIsIn(world, channel)) return message;
  for (const file of files) {
    world.sendEvent({
      type: 'file_shared',
      file_id: file.id,
      user_id: said.user,
      file: { id: file.id },
      channel_id: channel.id,
      event_ts: world.ids.ts(),
    });
  }
  return message;
};

/** Uploads a file as a member and shows it. */
export const shareFile = (
  world: World,
  channel: Channel,
  user: string,
  upload: { name: string; content: string | Buffer; mimetype?: string; title?: string },
  options: { text?: string; thread?: string },
): { message: Message; file: SandboxFile } => {
  const file = storeFile(world, {
    user,
    name: upload.name,
    content: Buffer.from(upload.content),
    mimetype: upload.mimetype ?? fileTypeOf(upload.name),
    title: upload.title,
  });
  const message = shareFiles(world, channel, [file], {
    user,
    text: options.text ?? '',
    thread: options.thread,
  });
  return { message, file };
};
