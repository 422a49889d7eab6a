import { viewJson } from '../slack/json/view-json.ts';
import type { Channel, Fields, Member } from '../slack/model.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { AppManifest } from './app-manifest.ts';
import type { LastRead } from './last-read.ts';

type Deps = {
  readonly slack: Pick<SandboxSlack, 'world' | 'team' | 'app' | 'as'>;
  readonly lastRead: LastRead;
  readonly manifest: AppManifest;
};

/** What the page shows to a person around the open conversation: people, conversations, open modals. */
export function pageState({ slack, lastRead, manifest }: Deps, me: Member): Fields {
  const { world, team, app } = slack;
  const actor = slack.as(me.name);
  const all = [...world.channels.values()];
  const home = actor.home();
  const groups = [...world.userGroups.values()].flatMap(({ id, members }) =>
    members.includes(me.id) ? [id] : [],
  );
  const { description, hasHome, commands, shortcuts } = manifest;
  return {
    me: me.id,
    team: team.name,
    app: { id: app.id, name: app.name, botUserId: app.botUserId, description, hasHome },
    people: [...world.members.values()].map(personJson),
    groups: [...world.userGroups.values()].map(({ id, handle }) => ({ id, handle })),
    channels: all
      .filter((channel) => channel.kind !== 'im' && isVisible(channel, me))
      .map((channel) => channelLine(channel, me, { lastRead, groups })),
    directs: all
      .filter((channel) => channel.kind === 'im' && channel.members.has(me.id))
      .map((channel) => directLine(channel, me, lastRead)),
    views: actor.views().map((view) => viewJson(world, view)),
    home: home ? viewJson(world, home) : undefined,
    commands,
    shortcuts,
  };
}

/** Whether this person finds the conversation at all. */
export const isVisible = (channel: Channel, me: Member): boolean =>
  channel.members.has(me.id) || (channel.kind === 'public' && !me.isRestricted);

const personJson = ({ id, name, realName, tz, isBot, deleted }: Member): Fields => ({
  id,
  name,
  realName,
  tz,
  isBot,
  deleted,
});

function channelLine(
  channel: Channel,
  me: Member,
  { lastRead, groups }: { readonly lastRead: LastRead; readonly groups: readonly string[] },
): Fields {
  const isMember = channel.members.has(me.id);
  const unread = isMember ? lastRead.unread(me.id, channel, groups) : { count: 0, isForYou: false };
  const { id, name, kind, isArchived } = channel;
  return { id, name, kind, isArchived, isMember, unread: unread.count, isForYou: unread.isForYou };
}

function directLine(channel: Channel, me: Member, lastRead: LastRead): Fields {
  const { count, isForYou } = lastRead.unread(me.id, channel);
  const other = [...channel.members].find((id) => id !== me.id) ?? me.id;
  return { id: channel.id, with: other, unread: count, isForYou };
}
