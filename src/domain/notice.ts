import type { Actor, UserId } from './actor.ts';
import type { Day } from './day.ts';
import type { Instant } from './instant.ts';
import type { WatchEnd } from './investigation.ts';
import type { ChangeNews } from './proposal/proposal-news.ts';
import type { RoleName } from './role.ts';
import type { Severity } from './severity.ts';
import type { CancelReason, Status } from './status.ts';

/** What must be said in the channel as a message of its own, because an edited card notifies nobody. */
export type NoticeBody =
  | {
      readonly kind: 'severity';
      readonly from: Severity;
      readonly to: Severity;
      readonly reason: string | null;
    }
  | { readonly kind: 'status'; readonly from: Status; readonly to: Status; readonly reason: string | null }
  | { readonly kind: 'resolved'; readonly reason: string | null; readonly firing: number }
  | { readonly kind: 'cancelled'; readonly reason: CancelReason; readonly text: string | null }
  | { readonly kind: 'reopened'; readonly reason: string }
  | { readonly kind: 'alerts-doubled'; readonly from: number; readonly to: number }
  | { readonly kind: 'all-clear'; readonly resolved: number; readonly gone: number }
  | { readonly kind: 'still-firing'; readonly firing: number }
  | {
      readonly kind: 'role-proposed';
      readonly role: RoleName;
      readonly user: UserId;
      readonly acceptBy: Instant;
    }
  | {
      readonly kind: 'role-escalated';
      readonly role: RoleName;
      readonly from: UserId;
      readonly to: readonly UserId[];
    }
  | { readonly kind: 'role-assigned'; readonly role: RoleName; readonly user: UserId }
  | { readonly kind: 'role-vacated'; readonly role: RoleName; readonly user: UserId; readonly reason: string }
  | { readonly kind: 'note'; readonly text: string; readonly happenedAt: Instant }
  | { readonly kind: 'update'; readonly text: string }
  | {
      readonly kind: 'followup';
      readonly followup: number;
      readonly text: string;
      readonly owner: UserId | null;
      readonly due: Day | null;
    }
  /** `text`: what was to be done; null: it is not known here any more. */
  | { readonly kind: 'followup-done'; readonly followup: number; readonly text: string | null }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string }
  | {
      readonly kind: 'answer';
      readonly query: number;
      readonly asked: string;
      readonly cluster: string;
      readonly outcome: 'answered' | 'refused' | 'failed';
      readonly summary: string;
      /** Under which id the whole answer is kept; null: the summary is all. */
      readonly evidence: string | null;
      readonly fileName: string;
      readonly lookNext: readonly string[];
      readonly keep: 'first' | 'last';
    }
  | { readonly kind: 'no-diagnosis'; readonly sentence: string }
  | {
      readonly kind: 'watch-changed';
      readonly watch: number;
      readonly asked: string;
      readonly summary: string;
      readonly changes: readonly string[];
    }
  | {
      readonly kind: 'watch-ended';
      readonly watch: number;
      readonly asked: string;
      readonly why: WatchEnd;
    }
  /** What became of a change to the cluster. `text`: what was said or seen with it; of several lines where several moved. */
  | {
      readonly kind: 'change';
      readonly proposal: number;
      readonly news: ChangeNews;
      readonly text: string | null;
    }
  /**
   * A draft of the postmortem is there. `missing`: what could not be read for it, in sentences. `conflicts`: the parts in
   * which it and what people wrote differ.
   */
  | {
      readonly kind: 'postmortem';
      readonly export: number;
      readonly published: readonly { readonly to: string; readonly where: string }[];
      readonly failed: readonly { readonly to: string; readonly reason: string }[];
      readonly missing: readonly string[];
      readonly conflicts?: readonly string[];
    }
  /** The next approvers are asked, because the first did not answer. */
  | { readonly kind: 'second-key'; readonly proposal: number; readonly stage: number }
  /** In a channel that takes the place of one that people archived or deleted. */
  | { readonly kind: 'channel-replaced'; readonly before: string }
  | { readonly kind: 'channel-restored' };

/** A notice waiting to be posted. `id` is unique within the incident and part of its step's key. */
export type Notice = {
  readonly id: number;
  readonly body: NoticeBody;
  readonly by: Actor;
  readonly at: Instant;
};
