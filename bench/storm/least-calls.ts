import type { ChannelView } from '../../sandbox/slack/channel-view.ts';
import type { SandboxSlack } from '../../sandbox/slack/sandbox-slack.ts';

type Room = Pick<ChannelView, 'creator' | 'members' | 'topic' | 'purpose' | 'pins' | 'bookmarks'> & {
  said(): readonly { readonly user: string }[];
};

/**
 * The fewest calls in which somebody who knew the end from the beginning could have made the workspace what it is now:
 * for each channel of ours one to make it, one for its topic, its purpose and the invitation of everybody in it, and
 * one for each pin, bookmark and message. No edit: what a message says in the end could have been said at once.
 */
export function leastCalls({
  channels,
  app,
}: {
  channels: readonly Room[];
  app: Pick<SandboxSlack['app'], 'name' | 'botUserId'>;
}): number {
  return channels
    .map((room) => {
      const own = room.said().filter(({ user }) => user === app.botUserId).length;
      const isOurs = room.creator === app.name;
      const furnished = [
        isOurs,
        isOurs && room.topic,
        isOurs && room.purpose,
        isOurs && room.members.length > 1,
      ];
      return own + room.pins.length + room.bookmarks.length + furnished.filter(Boolean).length;
    })
    .reduce((sum, calls) => sum + calls, 0);
}
