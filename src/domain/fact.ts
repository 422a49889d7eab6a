import type { Actor, Door, UserId } from './actor.ts';
import type { AlertCounts, Episode, Labels } from './alert.ts';
import type { Day } from './day.ts';
import type { EvidenceItem } from './evidence.ts';
import type { RankedFinding } from './finding.ts';
import type { Instant } from './instant.ts';
import type { DiagnosisReason, DiagnosisTarget, WatchEnd } from './investigation.ts';
import type { Policy } from './policy.ts';
import type { PostmortemFact } from './postmortem/postmortem-fact.ts';
import type { GateFact } from './proposal/gate-fact.ts';
import type { Question } from './query/query.ts';
import type { RoleName } from './role.ts';
import type { Severity } from './severity.ts';
import type { CancelReason, Status } from './status.ts';

/** `INC-7`. */
export type IncidentId = string;

export type Link = { readonly label: string; readonly url: string };

/** Where a message is: a channel's id and Slack's ts. */
export type MessageRef = { readonly channel: string; readonly ts: string };

/** What a group of alerts did to an incident in one delivery. Lists hold whole episodes: the log is self-contained. */
export type AlertDelta = {
  readonly joined: readonly Episode[];
  readonly refired: readonly Episode[];
  readonly returned: readonly Episode[];
  readonly resolved: readonly Episode[];
  readonly gone: readonly Episode[];
  readonly held: readonly Episode[];
};

export type GroupSummary = {
  readonly id: string;
  readonly source: string;
  readonly receiver: string;
  readonly groupKey: string;
  readonly labels: Labels;
  readonly truncated: number;
  readonly externalUrl: string | null;
};

/** What happened, without who, when and where in the log. Each kind is one sentence of the incident's story. */
export type FactBody =
  | {
      readonly kind: 'incident.declared';
      readonly number: number;
      readonly title: string;
      readonly status: 'triage' | 'investigating';
      readonly origin: 'alert' | 'person' | 'storm' | 'watchdog';
      readonly severity: Severity;
      readonly namespace: string | null;
      readonly drill: boolean;
      readonly policy: Policy;
      readonly correlationKey: string | null;
      readonly links: readonly Link[];
      /** When the trouble began by the best knowledge at hand: the earliest alert's start, else the declaration. */
      readonly beganAt: Instant;
    }
  | { readonly kind: 'correlation.joined'; readonly correlationKey: string; readonly labels: Labels }
  | {
      readonly kind: 'alerts.changed';
      readonly group: GroupSummary;
      readonly delta: AlertDelta;
      /** Of the whole incident, after this delta. */
      readonly counts: AlertCounts;
    }
  | {
      readonly kind: 'status.changed';
      readonly from: Status;
      readonly to: Status;
      readonly reason: string | null;
    }
  | { readonly kind: 'incident.cancelled'; readonly reason: CancelReason; readonly text: string | null }
  | { readonly kind: 'incident.reopened'; readonly reason: string }
  | {
      readonly kind: 'severity.changed';
      readonly from: Severity;
      readonly to: Severity;
      readonly reason: string | null;
    }
  | { readonly kind: 'title.changed'; readonly from: string; readonly to: string }
  | { readonly kind: 'note.added'; readonly text: string }
  | { readonly kind: 'update.posted'; readonly text: string }
  /** An action item of the postmortem: what is to be done afterwards, by whom, until when. */
  | {
      readonly kind: 'followup.added';
      readonly followup: number;
      readonly text: string;
      readonly owner: UserId | null;
      readonly due: Day | null;
    }
  | { readonly kind: 'followup.closed'; readonly followup: number }
  | { readonly kind: 'link.added'; readonly link: Link }
  | {
      readonly kind: 'message.marked';
      readonly message: MessageRef;
      readonly via: 'pin' | 'reaction' | 'shortcut';
    }
  | {
      readonly kind: 'role.proposed';
      readonly role: RoleName;
      readonly user: UserId;
      readonly candidates: readonly UserId[];
      readonly acceptBy: Instant;
    }
  | {
      readonly kind: 'role.escalated';
      readonly role: RoleName;
      readonly from: UserId;
      readonly everyone: boolean;
    }
  | {
      readonly kind: 'role.assigned';
      readonly role: RoleName;
      readonly user: UserId;
      readonly previous: UserId | null;
    }
  | { readonly kind: 'role.vacated'; readonly role: RoleName; readonly user: UserId; readonly reason: string }
  | {
      readonly kind: 'channel.opened';
      readonly channel: string;
      readonly name: string;
      readonly adopted: boolean;
    }
  | { readonly kind: 'channel.lost'; readonly channel: string; readonly reason: string }
  | { readonly kind: 'step.done'; readonly step: string; readonly ref: MessageRef | null }
  | { readonly kind: 'step.skipped'; readonly step: string; readonly reason: string }
  | {
      readonly kind: 'step.blocked';
      readonly step: string;
      readonly reason: string;
      readonly retryAt: Instant;
    }
  | { readonly kind: 'query.asked'; readonly query: number; readonly question: Question }
  | {
      readonly kind: 'query.answered';
      readonly query: number;
      readonly outcome: 'answered' | 'refused' | 'failed';
      /** One line that stands alone. */
      readonly summary: string;
      /** Under which id the whole answer is kept, and its digest; null: the summary is all. */
      readonly evidence: string | null;
      readonly digest: string | null;
      /** Of the whole answer in UTF-8. */
      readonly bytes: number;
      readonly fileName: string;
      readonly lookNext: readonly string[];
      /** Which end of it to show when it is long. */
      readonly keep: 'first' | 'last';
    }
  | {
      readonly kind: 'diagnosis.asked';
      readonly about: DiagnosisTarget | null;
      readonly cluster: string | null;
    }
  | {
      readonly kind: 'diagnosis.completed';
      readonly diagnosis: number;
      readonly why: DiagnosisReason;
      readonly cluster: string;
      /** The best ones, at most ten; all of them are in the evidence. */
      readonly findings: readonly RankedFinding[];
      /** How many objects of each kind were looked at. */
      readonly looked: Readonly<Record<string, number>>;
      readonly checks: number;
      /** What could not be seen, in sentences. */
      readonly gaps: readonly string[];
      /** Under which id the whole report is kept, and its digest. */
      readonly evidence: string;
      readonly digest: string;
      /** How many alerts fired. */
      readonly firing: number;
      /** False when it says what the one before said already. */
      readonly tell: boolean;
    }
  | {
      readonly kind: 'diagnosis.failed';
      readonly cluster: string;
      readonly sentence: string;
      /** Null: a person asked, is told, and may ask again. */
      readonly retryAt: Instant | null;
    }
  | { readonly kind: 'evidence.kept'; readonly items: readonly EvidenceItem[] }
  | {
      readonly kind: 'watch.started';
      readonly watch: number;
      readonly question: Question;
      readonly until: Instant;
    }
  | {
      readonly kind: 'watch.changed';
      readonly watch: number;
      readonly summary: string;
      /** What changed, a line each. */
      readonly changes: readonly string[];
    }
  | { readonly kind: 'watch.ended'; readonly watch: number; readonly why: WatchEnd }
  | GateFact
  | PostmortemFact
  | {
      readonly kind: 'messages.sealed';
      readonly channel: string;
      /** Each mirrored message's ts with the salted digest of its record at this moment. */
      readonly records: readonly { readonly ts: string; readonly digest: string }[];
    };

export type FactKind = FactBody['kind'];

/** A fact on its way into the log: what happened, who did it, by which door, and when it happened. */
export type Happening = {
  readonly body: FactBody;
  readonly by: Actor;
  readonly door: Door;
  readonly at: Instant;
};

/** A fact in the log. Versions count from 1; `recordedAt` is never before the fact before it. */
export type Fact = Happening & { readonly version: number; readonly recordedAt: Instant };
