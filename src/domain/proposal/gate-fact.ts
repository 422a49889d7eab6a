import type { Settlement } from '../action/action.ts';
import type { UserId } from '../actor.ts';
import type { Instant } from '../instant.ts';
import type { GateRequest } from './gate-request.ts';
import type { Plan, Wish } from './proposal.ts';

/** What ran out: the time to approve it, the time to do it, or the incident that it was for. */
export type Clock = 'approve' | 'execute' | 'incident';

/** What happened to a change that somebody proposed. Each names its proposal by the number it has in the incident. */
export type GateFact =
  | { readonly kind: 'action.proposed'; readonly proposal: number; readonly wish: Wish }
  /** It can't be planned, or must not be done: nobody is asked to approve it. */
  | { readonly kind: 'action.refused'; readonly proposal: number; readonly why: string }
  | { readonly kind: 'action.planned'; readonly proposal: number; readonly plan: Plan }
  | {
      readonly kind: 'action.acknowledged';
      readonly proposal: number;
      /** Ids of the warnings. */
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'action.approved'; readonly proposal: number; readonly hash: string }
  | { readonly kind: 'action.denied'; readonly proposal: number; readonly reason: string }
  | { readonly kind: 'action.withdrawn'; readonly proposal: number; readonly reason: string | null }
  | {
      readonly kind: 'action.expired';
      readonly proposal: number;
      /** `incident`: what it was for is over. */
      readonly clock: Clock;
    }
  | {
      readonly kind: 'action.superseded';
      readonly proposal: number;
      /** What moved since it was approved, a line each. */
      readonly moved: readonly string[];
      /** The proposal that takes its place; null: nobody asked for one yet. */
      readonly by: number | null;
    }
  | {
      readonly kind: 'action.started';
      readonly proposal: number;
      readonly token: string;
      /** Nobody else may execute it before. */
      readonly until: Instant;
    }
  /** The API server took the request; from here on anybody may look how it goes. `found`: read afterwards, not answered. */
  | {
      readonly kind: 'action.sent';
      readonly proposal: number;
      readonly token: string;
      readonly how: 'answered' | 'found';
    }
  | { readonly kind: 'action.progressed'; readonly proposal: number; readonly sentence: string }
  | {
      readonly kind: 'action.woken';
      readonly proposal: number;
      readonly stage: number;
      readonly users: readonly UserId[];
      readonly missed: readonly UserId[];
    }
  | {
      readonly kind: 'action.executed';
      readonly proposal: number;
      readonly token: string;
      readonly outcome: 'succeeded' | 'failed' | 'unknown';
      readonly sentence: string;
    }
  | {
      readonly kind: 'action.settled';
      readonly proposal: number;
      readonly settlement: Settlement;
      readonly sentence: string;
    }
  | { readonly kind: 'action.stopped'; readonly proposal: number; readonly reason: string | null }
  /** Somebody asked for what they may not, or too late: it changed nothing. `proposal` 0: it did not become one. */
  | {
      readonly kind: 'action.click-refused';
      readonly proposal: number;
      readonly asked: GateRequest['kind'];
      readonly why: string;
    };
