import { shareFile } from '../effects/files.ts';
import { deleteMessage, editMessage, findMessage, postMessage, unfurlMessage } from '../effects/messages.ts';
import { pinMessage, unpinMessage } from '../effects/pins.ts';
import { react, unreact } from '../effects/reactions.ts';
import type { Channel, Fields, Member, Message, SandboxFile } from '../model.ts';
import { refuse } from '../refusal.ts';
import type { World } from '../world.ts';

export type MessageActions = {
  /** Posts a message; with `broadcast` a reply is also sent to the channel. */
  say(channel: string, text: string, options?: { thread?: string; broadcast?: boolean }): Message;
  edit(channel: string, ts: string, text: string): void;
  delete(channel: string, ts: string): void;
  react(channel: string, ts: string, name: string): void;
  unreact(channel: string, ts: string, name: string): void;
  pin(channel: string, ts: string): void;
  unpin(channel: string, ts: string): void;
  /** Slack adds a link preview to a message: an edit that changes no text. */
  unfurl(channel: string, ts: string, title: string): void;
  upload(
    channel: string,
    file: { name: string; content: string | Buffer; mimetype?: string; title?: string },
    options?: { text?: string; thread?: string },
  ): { message: Message; file: SandboxFile };
};

const richText = (world: World, text: string): Fields[] => [
  {
    type: 'rich_text',
    block_id: world.ids.hex(3),
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  },
];

const mayWrite = (member: Member, channel: Channel): void => {
  if (!channel.members.has(member.id)) refuse('not_in_channel');
  if (channel.isArchived) refuse('is_archived');
};

const existing = (channel: Channel, ts: string): Message =>
  findMessage(channel, ts) ?? refuse('message_not_found');

const own = (member: Member, channel: Channel, ts: string, refusal: string): Message => {
  const message = existing(channel, ts);
  return message.user === member.id ? message : refuse(refusal);
};

/** What a member does with messages, by Slack's rules. */
export const messageActions = (
  world: World,
  member: Member,
  place: (name: string) => Channel,
): MessageActions => {
  const writable = (name: string): Channel => {
    const channel = place(name);
    mayWrite(member, channel);
    return channel;
  };
  return {
    say(name, text, options = {}) {
      const channel = writable(name);
      const parent = options.thread ? existing(channel, options.thread) : undefined;
      const broadcast = parent !== undefined && options.broadcast === true;
      return postMessage(world, channel, {
        user: member.id,
        text,
        blocks: richText(world, text),
        threadTs: parent && (parent.threadTs ?? parent.ts),
        broadcast,
        ...(broadcast && { subtype: 'thread_broadcast' }),
        extra: { client_msg_id: crypto.randomUUID() },
      });
    },
    edit(name, ts, text) {
      const channel = writable(name);
      const message = own(member, channel, ts, 'cant_update_message');
      const { attachments } = message;
      editMessage(world, channel, message, {
        by: member.id,
        text,
        blocks: richText(world, text),
        attachments,
      });
    },
    delete(name, ts) {
      const channel = writable(name);
      deleteMessage(world, channel, own(member, channel, ts, 'cant_delete_message'));
    },
    react(name, ts, emoji) {
      const channel = writable(name);
      react(world, channel, existing(channel, ts), member.id, emoji);
    },
    unreact(name, ts, emoji) {
      const channel = writable(name);
      unreact(world, channel, existing(channel, ts), member.id, emoji);
    },
    pin(name, ts) {
      const channel = writable(name);
      pinMessage(world, channel, existing(channel, ts), member.id);
    },
    unpin(name, ts) {
      const channel = writable(name);
      unpinMessage(world, channel, existing(channel, ts), member.id);
    },
    unfurl(name, ts, title) {
      const channel = place(name);
      unfurlMessage(world, channel, existing(channel, ts), {
        id: 1,
        title,
        fallback: title,
        from_url: 'https://example.com',
      });
    },
    upload: (name, file, options = {}) => shareFile(world, writable(name), member.id, file, options),
  };
};
