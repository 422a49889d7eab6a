import type { Settlement } from '../action/action.ts';
import type { UserId } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { Plan, Wish } from './proposal.ts';

/**
 * What is known of who clicks, asked of Slack a moment ago. What could not be asked is never believed: then there is no
 * such value, and the click is refused before it comes here.
 */
export type Clicker = {
  readonly user: UserId;
  /** A human being and a full member: no bot, no guest, nobody of another workspace, not deactivated. */
  readonly isFullMember: boolean;
  /**
   * In the approvers of the plan, as Slack's groups are now; for a proposal that breaks the glass, among those who may.
   */
  readonly isApprover: boolean;
};

/** Everything that can be asked of the gate. People's requests carry who they are, the executor's its lease. */
export type GateRequest =
  | { readonly kind: 'propose'; readonly wish: Wish; readonly clicker: Clicker }
  | { readonly kind: 'plan'; readonly proposal: number; readonly plan: Plan }
  | { readonly kind: 'refuse-plan'; readonly proposal: number; readonly why: string }
  | {
      readonly kind: 'acknowledge';
      readonly proposal: number;
      readonly warnings: readonly string[];
      readonly clicker: Clicker;
    }
  | {
      readonly kind: 'approve';
      readonly proposal: number;
      /** Of the plan that they saw. */
      readonly hash: string;
      /** The target as they typed it out, where that is asked for. */
      readonly typed: string | null;
      readonly clicker: Clicker;
    }
  | { readonly kind: 'deny'; readonly proposal: number; readonly reason: string; readonly clicker: Clicker }
  | {
      readonly kind: 'withdraw';
      readonly proposal: number;
      readonly reason: string | null;
      readonly clicker: Clicker;
    }
  | {
      readonly kind: 'stop';
      readonly proposal: number;
      readonly reason: string | null;
      readonly clicker: Clicker;
    }
  | { readonly kind: 'expire'; readonly proposal: number }
  | { readonly kind: 'supersede'; readonly proposal: number; readonly moved: readonly string[] }
  | {
      readonly kind: 'start';
      readonly proposal: number;
      readonly hash: string;
      /** Who of those who approved may still do so, asked a moment ago. */
      readonly stillApprovers: readonly UserId[];
      readonly token: string;
      readonly until: Instant;
    }
  | {
      readonly kind: 'sent';
      readonly proposal: number;
      readonly token: string;
      readonly how: 'answered' | 'found';
    }
  | { readonly kind: 'progress'; readonly proposal: number; readonly sentence: string }
  | {
      readonly kind: 'wake';
      readonly proposal: number;
      readonly stage: number;
      readonly users: readonly UserId[];
      readonly missed: readonly UserId[];
    }
  | {
      readonly kind: 'finish';
      readonly proposal: number;
      readonly token: string;
      readonly outcome: 'succeeded' | 'failed' | 'unknown';
      readonly sentence: string;
    }
  | {
      readonly kind: 'settle';
      readonly proposal: number;
      readonly token: string;
      readonly settlement: Settlement;
      readonly sentence: string;
    };
