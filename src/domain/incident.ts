import type { Actor, UserId } from './actor.ts';
import type { AlertCounts, Labels } from './alert.ts';
import type { IncidentId, Link, MessageRef } from './fact.ts';
import type { Followups } from './followup.ts';
import type { Instant } from './instant.ts';
import type { Investigation } from './investigation.ts';
import type { Notice } from './notice.ts';
import type { Policy } from './policy.ts';
import type { Exports } from './postmortem/export.ts';
import type { Proposal } from './proposal/proposal.ts';
import type { RoleName, RoleState } from './role.ts';
import type { Severity } from './severity.ts';
import type { CancelReason, Status } from './status.ts';

/** A snapshot holds at most this many alerts and groups; all of them are in the episodes beside it. */
export const TOP = 20;

/** The version of the fold. A process that finds a newer one reads on, but does not write. */
export const FOLD_VERSION = 5;

/** How a step ended, or why it waits. `ref` is the message it left, when it left one. */
export type StepState =
  | { readonly state: 'done'; readonly at: Instant; readonly ref: MessageRef | null }
  | { readonly state: 'skipped'; readonly at: Instant; readonly reason: string }
  | {
      readonly state: 'blocked';
      readonly since: Instant;
      readonly reason: string;
      readonly retryAt: Instant;
      readonly tries: number;
    };

/** One line of the card's alert list. */
export type AlertLine = {
  readonly fingerprint: string;
  readonly state: 'firing' | 'resolved' | 'gone' | 'held';
  readonly startedAt: Instant;
  readonly labels: Labels;
  readonly summary: string | null;
};

/** When the incident reached what, each stamped once per opening. Null: not yet, or skipped. */
export type Times = {
  readonly beganAt: Instant;
  readonly declaredAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly identifiedAt: Instant | null;
  readonly mitigatedAt: Instant | null;
  readonly monitoringAt: Instant | null;
  readonly resolvedAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly cancelledAt: Instant | null;
};

/** The current incident: the fold of its log up to `version`. */
export type Incident = {
  readonly id: IncidentId;
  readonly number: number;
  readonly foldVersion: number;
  readonly version: number;
  readonly recordedAt: Instant;
  readonly title: string;
  readonly status: Status;
  readonly severity: Severity;
  readonly origin: 'alert' | 'person' | 'storm' | 'watchdog';
  readonly namespace: string | null;
  readonly drill: boolean;
  readonly policy: Policy;
  readonly correlationKeys: number;
  /** True once a person did anything to it: from then on only people resolve it. */
  readonly touched: boolean;
  /** True once it left triage: from then on it has, or is getting, a channel. */
  readonly opened: boolean;
  readonly reopenings: number;
  readonly cancelReason: CancelReason | null;
  /** Who resolved or cancelled it; null while it is open. */
  readonly endedBy: Actor | null;
  readonly times: Times;
  readonly channel: { readonly id: string; readonly name: string } | null;
  /** A person archived it; it is unarchived once, then replaced. */
  readonly channelArchived: boolean;
  /** When it was unarchived by us since the incident last opened. */
  readonly unarchivedAt: Instant | null;
  /** Channels it had before, archived or deleted by people. */
  readonly lostChannels: readonly string[];
  readonly roles: Readonly<Record<RoleName, RoleState>>;
  readonly links: readonly Link[];
  readonly lastUpdate: { readonly text: string; readonly by: UserId | null; readonly at: Instant } | null;
  readonly marked: number;
  readonly alerts: AlertCounts;
  readonly topAlerts: readonly AlertLine[];
  readonly topGroups: readonly Labels[];
  /** How many alerts fired when the channel was last told a number. */
  readonly toldFiring: number;
  /** Since when nothing fires; null while something does, or when there never was an alert. */
  readonly clearSince: Instant | null;
  /** How often it became all clear, and when that was last said. */
  readonly clears: number;
  readonly allClearToldAt: Instant | null;
  /** Counts what the topic shows, so that each change of it is a step of its own. */
  readonly topicRevision: number;
  readonly titleRevision: number;
  /** Who belongs into the channel besides the policy's responders, in the order they became so. */
  readonly wanted: readonly UserId[];
  readonly steps: Readonly<Record<string, StepState>>;
  readonly notices: readonly Notice[];
  readonly lastNotice: number;
  /** What it wants to know of its cluster, and what it knows. */
  readonly investigation: Investigation;
  /** What people want changed in the cluster: all that goes on, and the last ones that ended. */
  readonly proposals: readonly Proposal[];
  readonly lastProposal: number;
  /** What is to be done afterwards; left out until somebody adds something. */
  readonly followups?: Followups;
  /** The drafts of its postmortem; left out until one is wanted. */
  readonly exports?: Exports;
};
