import type { World } from '../slack/world.ts';
import type { Names } from './readable/names.ts';

/** The names that this workspace shows for its ids. */
export function workspaceNames(world: World): Names & { room(channelId: string): string } {
  const user = (id: string): string => world.members.get(id)?.name ?? id;
  return {
    user,
    channel: (id) => world.channels.get(id)?.name ?? id,
    userGroup: (id) => world.userGroups.get(id)?.handle ?? id,
    /** `#incidents`, or whose direct conversation with the bot it is. */
    room(channelId) {
      const channel = world.channels.get(channelId);
      if (channel?.kind !== 'im') return `#${channel?.name ?? channelId}`;
      const person = [...channel.members].find((id) => id !== world.app.botUserId);
      return `direct message of ${user(person ?? '')}`;
    },
  };
}
