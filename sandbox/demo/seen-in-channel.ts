import type { Change } from '../slack/model.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { Names } from './readable/names.ts';
import { readableMessage } from './readable/readable-blocks.ts';

/** What people see of a change to a channel itself; nothing where Slack says it by a message of its own. */
export function seenInChannel(
  slack: SandboxSlack,
  names: Names,
  { channel: id, what }: Extract<Change, { kind: 'channel' }>,
): string | undefined {
  const channel = slack.channel(id);
  switch (what) {
    case 'created':
      return `(new channel) #${channel.name}`;
    case 'pinned': {
      const pinned = channel.message(channel.pins[0]?.ts ?? '');
      return pinned && `(pinned) ${readableMessage(pinned, names, Date.now()).split('\n')[0]}`;
    }
    case 'bookmarks': {
      const bookmark = channel.bookmarks.at(-1);
      return bookmark && `(bookmark) ${bookmark.title}`;
    }
    default:
      return undefined;
  }
}
