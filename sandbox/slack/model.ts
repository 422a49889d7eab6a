/** Any JSON object whose fields are read one by one. */
export type Fields = Record<string, unknown>;

export type Member = {
  readonly id: string;
  readonly name: string;
  realName: string;
  email: string | undefined;
  tz: string;
  isBot: boolean;
  isAdmin: boolean;
  /** Multi-channel guest. */
  isRestricted: boolean;
  /** Single-channel guest. */
  isUltraRestricted: boolean;
  /** Of Workflow Builder: a bot, too. */
  isWorkflowBot: boolean;
  /** The workspace of somebody who comes by Slack Connect; undefined: this one. */
  otherTeam: string | undefined;
  /** Of another workspace, without a channel in common with the app. */
  isStranger: boolean;
  deleted: boolean;
  updated: number;
};

export type UserGroup = {
  readonly id: string;
  readonly handle: string;
  name: string;
  members: string[];
  disabled: boolean;
  updated: number;
};

export type Reaction = { name: string; users: string[] };

export type Edit = { at: string; by: string; text: string; blocks: Fields[] | undefined };

export type Message = {
  readonly channel: string;
  readonly ts: string;
  /** The user id of the author; a bot has one too. */
  readonly user: string;
  readonly botId: string | undefined;
  subtype: string | undefined;
  text: string;
  blocks: Fields[] | undefined;
  attachments: Fields[] | undefined;
  metadata: Fields | undefined;
  threadTs: string | undefined;
  /** Reply that is also shown in the channel. */
  broadcast: boolean;
  reactions: Reaction[];
  files: SandboxFile[];
  edited: { user: string; ts: string } | undefined;
  /** What it said before each edit, oldest first. */
  edits: Edit[];
  deleted: boolean;
  /** A deleted parent that still has replies. */
  tombstone: boolean;
  /** When history begins to show it (read-after-write lag). */
  readonly visibleAt: number;
  /** Fields that only some subtypes have: topic, inviter, name ... */
  readonly extra: Fields;
};

export type Ephemeral = {
  readonly channel: string;
  readonly ts: string;
  readonly to: string;
  threadTs: string | undefined;
  text: string;
  blocks: Fields[] | undefined;
  /** How it came to be: a Web API call, or the answer to a command or click. */
  readonly via: 'chat.postEphemeral' | 'response' | 'response_url';
  deleted: boolean;
};

export type Pin = { ts: string; by: string; created: number };

export type Bookmark = {
  readonly id: string;
  readonly channel: string;
  title: string;
  link: string;
  emoji: string | undefined;
  readonly created: number;
  updated: number;
};

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export type Channel = {
  readonly id: string;
  name: string;
  readonly previousNames: string[];
  readonly kind: ChannelKind;
  readonly creator: string;
  readonly created: number;
  isGeneral: boolean;
  isArchived: boolean;
  topic: { value: string; creator: string; lastSet: number };
  purpose: { value: string; creator: string; lastSet: number };
  readonly members: Set<string>;
  readonly messages: Message[];
  readonly ephemerals: Ephemeral[];
  pins: Pin[];
  bookmarks: Bookmark[];
};

export type SandboxFile = {
  readonly id: string;
  readonly name: string;
  title: string;
  mimetype: string;
  readonly user: string;
  readonly created: number;
  content: Buffer;
  channels: string[];
  /** False between getUploadURLExternal and completeUploadExternal. */
  shared: boolean;
  deleted: boolean;
};

export type App = {
  readonly id: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly name: string;
};

export type Team = { readonly id: string; readonly name: string; readonly domain: string };

/** What a watcher of the workspace is told: one thing that became different. */
export type Change =
  | { kind: 'message'; channel: string; ts: string; what: 'posted' | 'edited' | 'deleted' | 'reactions' }
  | { kind: 'ephemeral'; channel: string; ts: string; to: string }
  | { kind: 'channel'; channel: string; what: string }
  | { kind: 'view'; user: string; view: string; what: 'opened' | 'updated' | 'closed' }
  | { kind: 'file'; file: string }
  | { kind: 'member'; user: string };
