import type { Ids } from './ids.ts';
import type { App, Change, Channel, Fields, Member, SandboxFile, Team, UserGroup } from './model.ts';
import { refuse } from './refusal.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import type { ViewRegistry } from './view-registry.ts';

/** The whole workspace: its state, and the two ways in which a change is told. */
export type World = {
  readonly team: Team;
  readonly app: App;
  readonly clock: () => number;
  readonly ids: Ids;
  readonly baseUrl: () => string;
  readonly historyLagMs: () => number;
  readonly grantedScopes: () => ReadonlySet<string> | 'all';
  /** Slack does not let a bot token unarchive; a workspace where it works can be asked for. */
  readonly botMayUnarchive: () => boolean;
  readonly members: Map<string, Member>;
  readonly userGroups: Map<string, UserGroup>;
  readonly channels: Map<string, Channel>;
  readonly files: Map<string, SandboxFile>;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly views: ViewRegistry;
  /** Tells watchers (transcript, page, tests). */
  readonly announce: (change: Change) => void;
  /** Tells the bot, where Slack would: the outbox decides by subscription. */
  readonly sendEvent: (event: Fields) => void;
};

/** The member with this id, or Slack's refusal. */
export const memberById = (world: World, id: string, error = 'user_not_found'): Member =>
  world.members.get(id) ?? refuse(error);

/** The member that people call by this name; a wrong name is a mistake in the test. */
export const memberByName = (world: World, name: string): Member => {
  for (const member of world.members.values()) if (member.name === name || member.id === name) return member;
  throw new Error(`the sandbox workspace has no member ${name}`);
};

/** The channel with this name or id; a wrong one is a mistake in the test. */
export const channelByName = (world: World, nameOrId: string): Channel => {
  const found = findChannel(world, nameOrId);
  if (!found) throw new Error(`the sandbox workspace has no channel ${nameOrId}`);
  return found;
};

/** The channel with this name (with or without #) or id, if there is one. */
export const findChannel = (world: World, nameOrId: string): Channel | undefined => {
  const byId = world.channels.get(nameOrId);
  if (byId) return byId;
  const name = nameOrId.replace(/^#/, '');
  for (const channel of world.channels.values()) {
    if (channel.name === name && (channel.kind === 'public' || channel.kind === 'private')) return channel;
  }
  return undefined;
};

/** Whether the bot is in the conversation. */
export const botIsIn = (world: World, channel: Channel): boolean => channel.members.has(world.app.botUserId);

/** The two-person conversation, if there is one. */
export const findDirectMessage = (world: World, first: string, second: string): Channel | undefined => {
  for (const channel of world.channels.values()) {
    if (channel.kind === 'im' && channel.members.has(first) && channel.members.has(second)) return channel;
  }
  return undefined;
};

/** The two-person conversation, made when it is asked for the first time. */
export const openDirectMessage = (world: World, first: string, second: string): Channel => {
  const existing = findDirectMessage(world, first, second);
  if (existing) return existing;
  return addChannel(world, { kind: 'im', name: '', creator: first, members: [first, second], prefix: 'D' });
};

/** Puts a new conversation into the workspace without telling anyone. */
export const addChannel = (
  world: World,
  made: { kind: Channel['kind']; name: string; creator: string; members: string[]; prefix?: string },
): Channel => {
  const empty = { value: '', creator: '', lastSet: 0 };
  const channel: Channel = {
    id: world.ids.next(made.prefix ?? 'C'),
    name: made.name,
    previousNames: [],
    kind: made.kind,
    creator: made.creator,
    created: Math.floor(world.clock() / 1000),
    isGeneral: false,
    isArchived: false,
    topic: { ...empty },
    purpose: { ...empty },
    members: new Set(made.members),
    messages: [],
    ephemerals: [],
    pins: [],
    bookmarks: [],
  };
  world.channels.set(channel.id, channel);
  return channel;
};
