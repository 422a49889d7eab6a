import { repliesOf } from '../slack/json/message-json.ts';
import type { Channel, Ephemeral, Fields, Member, Message, SandboxFile } from '../slack/model.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';

type Slack = Pick<SandboxSlack, 'app'>;

/** A conversation with everything in it that this person sees, oldest first. */
export function channelState(slack: Slack, channel: Channel, me: Member): Fields {
  const isMember = channel.members.has(me.id);
  const messages = channel.messages.filter(({ deleted }) => !deleted).map((one) => messageLine(channel, one));
  const own = channel.ephemerals.filter(({ to, deleted }) => to === me.id && !deleted);
  const seen = [...messages, ...own.map((one) => ephemeralLine(slack, one))];
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    isArchived: channel.isArchived,
    isMember,
    topic: channel.topic.value,
    purpose: channel.purpose.value,
    members: [...channel.members],
    pins: channel.pins.map(({ ts, by }) => ({ ts, by })),
    bookmarks: channel.bookmarks.map(({ id, title, link, emoji }) => ({ id, title, link, emoji })),
    messages: seen.sort((a, b) => Number(a.ts) - Number(b.ts)),
  };
}

function messageLine(channel: Channel, message: Message): Fields {
  const { ts, user, subtype, text, blocks, attachments, threadTs, broadcast, reactions } = message;
  const replies = repliesOf(channel, ts);
  const isApp = message.botId !== undefined;
  return {
    ts,
    user,
    isApp,
    subtype,
    text,
    // What people type has rich text blocks too, but all of it is in the text, with its mentions.
    ...(isApp && { blocks }),
    attachments,
    threadTs,
    broadcast,
    reactions,
    files: message.files.map(fileLine),
    isEdited: message.edited !== undefined,
    isDeleted: message.tombstone,
    isPinned: channel.pins.some((pin) => pin.ts === ts),
    replies: {
      count: replies.length,
      users: [...new Set(replies.map((reply) => reply.user))],
      last: replies.at(-1)?.ts,
    },
  };
}

function ephemeralLine({ app }: Slack, one: Ephemeral): Fields {
  const { ts, text, blocks, threadTs } = one;
  const nothing = { reactions: [], files: [], replies: { count: 0, users: [] } };
  return { ts, user: app.botUserId, isApp: true, isOnlyForYou: true, text, blocks, threadTs, ...nothing };
}

const fileLine = ({ id, name, title, mimetype, content, deleted }: SandboxFile): Fields => ({
  id,
  name,
  title,
  mimetype,
  size: content.length,
  isDeleted: deleted,
});
