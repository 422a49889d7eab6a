import type { FactKind } from '../fact.ts';
import type { Instant } from '../instant.ts';
import type { Difference, ProposalState, Tier } from '../proposal/proposal.ts';
import type { PostmortemCause, PostmortemDiagnosis } from './postmortem-cause.ts';

/** The version of this shape, as the JSON draft names it. It grows by fields; what is there keeps its meaning. */
export const POSTMORTEM_SCHEMA = 'keyturn.postmortem/1';

/** Who did something: a member by Slack's id, with the name that was theirs at the first export; or a machine. */
export type Party =
  | { readonly kind: 'person'; readonly user: string; readonly name: string }
  | { readonly kind: 'alertmanager'; readonly source: string }
  | { readonly kind: 'app'; readonly name: string }
  | { readonly kind: 'keyturn' };

/**
 * A line of the summary, one or more sentences: how the incident went, its cause as far as a diagnosis named one, what was
 * changed in a cluster, and in which words it was resolved (left out while it is not).
 */
export type PostmortemSummaryLine = {
  readonly kind: 'course' | 'cause' | 'changes' | 'end';
  readonly text: string;
};

/** One of the five times. `how`: a sentence that says by what it was determined; `at` null: it was not reached. */
export type PostmortemTime = {
  readonly name: 'began' | 'detected' | 'acknowledged' | 'mitigated' | 'resolved';
  readonly at: Instant | null;
  readonly how: string;
};

/** From one time to another, in milliseconds; null: one of them is not known, or their clocks disagree. */
export type PostmortemSpan = {
  readonly name: 'time to detect' | 'time to acknowledge' | 'time to mitigate' | 'time to resolve';
  /** `detected` where nobody knows when it began. */
  readonly from: PostmortemTime['name'];
  readonly to: PostmortemTime['name'];
  readonly milliseconds: number | null;
};

/** One line of the timeline: a fact of the log, or what somebody wrote. Texts are redacted and one line each unless `quote`. */
export type TimelineEntry = {
  readonly at: Instant;
  /** Where it stands in the whole: `f12` for a fact by its version, `m<ts>` for a message (`m<ts>-<channel>` where two channels have the same ts). Unique. */
  readonly id: string;
  readonly kind:
    | 'alert'
    | 'status'
    | 'severity'
    | 'role'
    | 'change'
    | 'diagnosis'
    | 'question'
    | 'note'
    | 'message'
    | 'other';
  /** Of a fact: its kind in the log, such as `status.changed`; null: it is a message. */
  readonly fact: FactKind | null;
  readonly by: Party;
  readonly text: string;
  /** What was written, with its line breaks: notes, messages, and reasons too long for one line; null for the others. */
  readonly quote: string | null;
  /** Of the message, or of the one that told of it; null: there is none. */
  readonly permalink: string | null;
  /** Marked by people, or something that always counts: what stands in the draft without `full`. */
  readonly important: boolean;
  /** Of a message: it was edited; deleted (then there is no text); the ts of the thread's parent. */
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly thread: string | null;
  readonly files: readonly { readonly name: string; readonly permalink: string | null }[];
};

/** One alert's life, for the drawing and the list. `to` null: it still fires. */
export type PostmortemAlert = {
  readonly name: string;
  /** `namespace/pod` or whatever tells it from the others of its name. */
  readonly about: string;
  readonly severity: string | null;
  readonly from: Instant;
  readonly to: Instant | null;
  /** `gone`: Alertmanager stopped speaking of it. */
  readonly end: 'resolved' | 'gone' | null;
  readonly summary: string | null;
  readonly runbook: string | null;
};

/** One change to a cluster, from its proposal to its end. */
export type PostmortemChange = {
  readonly proposal: number;
  readonly action: string;
  /** What it is to do, as the end of a sentence: `restart Deployment shop/checkout`. */
  readonly deed: string;
  readonly cluster: string;
  /** `Deployment shop/checkout`. */
  readonly object: string;
  readonly state: ProposalState;
  readonly reason: string;
  readonly requester: Party;
  readonly proposedAt: Instant;
  readonly tier: Tier | null;
  readonly brokeGlass: boolean;
  readonly approvals: readonly { readonly by: Party; readonly at: Instant }[];
  readonly sentence: string | null;
  readonly before: string | null;
  readonly after: string | null;
  readonly differences: readonly Difference[];
  readonly warnings: readonly string[];
  readonly sentAt: Instant | null;
  readonly endedAt: Instant | null;
  /** How it ended, in a sentence. */
  readonly outcome: string | null;
  /** By what it was verified, and how it can be undone; null: it was never begun. */
  readonly verify: string | null;
  readonly undo: string | null;
  /** The proposal that it undoes; that undid it; null: none. */
  readonly undoes: number | null;
  readonly undoneBy: number | null;
  /** How often somebody asked for what they may not: it changed nothing. */
  readonly refusedClicks: number;
  readonly refusals: readonly PostmortemRefusal[];
};

/** Something about a change that somebody wanted and may not, or not any more. It changed nothing. */
export type PostmortemRefusal = {
  readonly at: Instant;
  readonly by: Party;
  /** `approve`, `propose` and so on. */
  readonly asked: string;
  readonly why: string;
};

/** What is to be done afterwards. */
export type PostmortemFollowup = {
  readonly id: number;
  readonly text: string;
  readonly owner: Party | null;
  /** As a day, `2026-12-01`; null: none was said. */
  readonly due: string | null;
  readonly by: Party;
  readonly at: Instant;
  readonly done: boolean;
};

/** What the drawn timeline needs beyond the rest: whole, also where the draft is not `full`. */
export type PostmortemTracks = {
  /** In the order of time; each lasts until the next. `status` is one word, as the log has it. */
  readonly statuses: readonly { readonly at: Instant; readonly status: string }[];
  /** Who held a role, in the order of `from`; `to` null: until the end. */
  readonly roles: readonly {
    readonly role: string;
    readonly who: Party;
    readonly from: Instant;
    readonly to: Instant | null;
  }[];
  /** What people wrote, by the minute in which it began; minutes without a message are left out. */
  readonly messages: readonly { readonly minute: Instant; readonly count: number }[];
};

/** Everything that is known of an incident, ready to be written down. The same log gives the same value. */
export type Postmortem = {
  readonly schema: typeof POSTMORTEM_SCHEMA;
  readonly incident: {
    readonly id: string;
    readonly title: string;
    readonly status: string;
    readonly severity: string;
    /** The worst it was. */
    readonly worst: string;
    readonly origin: string;
    readonly cluster: string | null;
    readonly namespace: string | null;
    readonly team: string | null;
    readonly drill: boolean;
    readonly channel: { readonly id: string; readonly name: string } | null;
    readonly reopenings: number;
    readonly links: readonly { readonly label: string; readonly url: string }[];
  };
  /** IANA zone in which the team reads times; UTC stands beside it. */
  readonly zone: string;
  /** True: every message and fact; false: the important ones. */
  readonly full: boolean;
  readonly summary: readonly PostmortemSummaryLine[];
  /** What somebody said of the impact (updates, reasons of severity), as a start for those who know. */
  readonly impact: readonly TimelineEntry[];
  readonly times: readonly PostmortemTime[];
  readonly spans: readonly PostmortemSpan[];
  readonly detection: {
    /** A sentence: which alert, or which person. */
    readonly how: string;
    /** Every run of every alert, by its beginning: all of them, also in a storm. */
    readonly alerts: readonly PostmortemAlert[];
  };
  readonly timeline: readonly TimelineEntry[];
  readonly tracks: PostmortemTracks;
  readonly changes: readonly PostmortemChange[];
  /** Of changes that were not even proposed. */
  readonly refusals: readonly PostmortemRefusal[];
  readonly causes: readonly PostmortemCause[];
  readonly diagnoses: readonly PostmortemDiagnosis[];
  /** Prefilled from the log, a sentence each. */
  readonly wentWell: readonly string[];
  readonly wentBadly: readonly string[];
  readonly gotLucky: readonly string[];
  readonly followups: readonly PostmortemFollowup[];
  readonly participants: readonly {
    readonly who: Party;
    readonly roles: readonly string[];
    readonly messages: number;
    readonly facts: number;
  }[];
  readonly evidence: readonly {
    readonly id: string;
    readonly title: string;
    readonly at: Instant;
    readonly bytes: number;
    readonly digest: string;
  }[];
  readonly counts: {
    readonly facts: number;
    readonly messages: number;
    readonly threads: number;
    readonly edited: number;
    readonly deleted: number;
    readonly files: number;
    /** What people were not allowed to do to changes, also to those that never became a proposal. */
    readonly refusedClicks: number;
  };
  readonly verification: {
    readonly version: number;
    readonly head: string;
    /** A sentence: whether chain and texts are as they were written. */
    readonly sentence: string;
  };
};
