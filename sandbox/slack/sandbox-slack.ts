import type { Actor } from './actors/actor.ts';
import type { InteractionRecord } from './actors/interaction.ts';
import type { Administration } from './administration.ts';
import type { ChannelView } from './channel-view.ts';
import type { Outbox } from './delivery/outbox.ts';
import type { SocketMode } from './delivery/socket-mode.ts';
import type { Fault, PlannedFault } from './faults.ts';
import type { ApiCallRecord } from './http/call-log.ts';
import type { App, Change, SandboxFile, Team } from './model.ts';
import type { World } from './world.ts';

/** What can be watched, with what the listener is given. */
export type Watched = {
  call: [ApiCallRecord];
  message: [Extract<Change, { kind: 'message' | 'ephemeral' }>];
  change: [Change];
};

/** A running workspace: its addresses, its people, what can be seen, and what can go wrong. */
export type SandboxSlack = Administration & {
  readonly url: string;
  /** For WebClient's slackApiUrl. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly team: Team;
  readonly app: App;
  readonly world: World;
  setRequestUrl(url: string): void;
  setDelivery(mode: 'http' | 'socket'): void;
  /** Enters the request URL as an admin does: true if the bot sends the challenge back. */
  verifyRequestUrl(): Promise<boolean>;
  stop(): Promise<void>;
  as(name: string): Actor;
  /** Every conversation, direct ones too. */
  readonly channels: ChannelView[];
  channel(nameOrId: string): ChannelView;
  hasChannel(nameOrId: string): boolean;
  /** The direct conversation of this person with the bot. */
  dm(name: string): ChannelView;
  readonly files: SandboxFile[];
  /** Every Web API call, oldest first. */
  readonly calls: ApiCallRecord[];
  callsOf(method: string): ApiCallRecord[];
  /** Commands and interactions that were sent to the bot. */
  readonly interactions: InteractionRecord[];
  /** Events that were sent to the bot, with each attempt. */
  readonly events: Outbox;
  /** Slack's side of Socket Mode: connections, refresh and drop on demand. */
  readonly socket: SocketMode;
  /** Calls left in this minute. */
  budgetLeft(method: string): number;
  on<K extends keyof Watched>(kind: K, listener: (...args: Watched[K]) => void): () => void;
  /** Waits until the predicate gives something other than false or undefined, and gives that. */
  until<T>(predicate: () => T | false | undefined | null, timeoutMs?: number, what?: string): Promise<T>;
  fault(method: string, fault: Fault, options?: { times?: number; after?: number }): void;
  clearFaults(method?: string): void;
  /** The faults that are still to come. */
  plannedFaults(): readonly PlannedFault[];
  /** Nobody answers: connections are cut, new ones refused. */
  down(): Promise<void>;
  up(): Promise<void>;
  setLatencyMs(ms: number): void;
  setHistoryLagMs(ms: number): void;
};
