export type MemberSeed = {
  readonly name: string;
  readonly id?: string;
  readonly realName?: string;
  readonly email?: string;
  readonly tz?: string;
  readonly isAdmin?: boolean;
  /** Multi-channel guest. */
  readonly guest?: boolean;
  /** Single-channel guest. */
  readonly singleChannelGuest?: boolean;
  readonly isBot?: boolean;
  /** Of Workflow Builder. */
  readonly isWorkflowBot?: boolean;
  /** The id of the other workspace somebody comes from by Slack Connect. */
  readonly otherTeam?: string;
  /** Of another workspace, without a channel in common with the app. */
  readonly isStranger?: boolean;
  readonly deleted?: boolean;
};

export type UserGroupSeed = {
  readonly handle: string;
  readonly id?: string;
  readonly name?: string;
  readonly members: readonly string[];
};

export type ChannelSeed = {
  readonly name: string;
  readonly private?: boolean;
  /** Names; all human members without it. */
  readonly members?: readonly string[];
  /** Whether the bot is in it. */
  readonly bot?: boolean;
};

export type SlackOptions = {
  readonly port?: number;
  readonly host?: string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** By which requests are signed; default: `clock`. Whoever checks a signature has a clock of their own. */
  readonly signingClock?: () => number;
  readonly signingSecret?: string;
  readonly botToken?: string;
  readonly appToken?: string;
  readonly teamName?: string;
  readonly botName?: string;
  /** Names or more; default: ana, ben, chloe, dan, eve. */
  readonly members?: readonly (string | MemberSeed)[];
  readonly userGroups?: readonly UserGroupSeed[];
  /** Besides #general; default: #incidents with everyone and the bot in it. */
  readonly channels?: readonly ChannelSeed[];
  /** What the app's manifest declares; default: /incident. */
  readonly commands?: readonly string[];
  /** The manifest's should_escape; default true. */
  readonly shouldEscape?: boolean;
  /** Subscribed events by type (`message`, `pin_added` ...); default: all. */
  readonly events?: readonly string[];
  /** Where the bot receives: a base URL (then /slack/events), or the whole address. */
  readonly requestUrl?: string;
  readonly delivery?: 'http' | 'socket';
  /** Whether each envelope goes to one connection, as Slack does it, or to all. */
  readonly socketDelivery?: 'one' | 'all';
  readonly limits?: 'real' | 'off';
  /** Granted scopes; default: all there are. */
  readonly scopes?: readonly string[];
  readonly latencyMs?: number;
  /** How long a new message is missing from history and replies. */
  readonly historyLagMs?: number;
  /** Pauses before an event is sent again; Slack's are at once, one minute, five minutes. */
  readonly eventRetryDelaysMs?: readonly number[];
  /** How long the bot may take to acknowledge; Slack's is 3000. */
  readonly ackTimeoutMs?: number;
  /** How long a trigger_id opens a form, by `clock`; Slack's does for 3000. */
  readonly triggerMs?: number;
  /** Slack refuses conversations.unarchive to bot tokens; true imitates a workspace where it works. */
  readonly botMayUnarchive?: boolean;
};
