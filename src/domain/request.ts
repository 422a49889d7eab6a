import type { Actor, Door, UserId } from './actor.ts';
import type { Day } from './day.ts';
import type { Link, MessageRef } from './fact.ts';
import type { Instant } from './instant.ts';
import type { DiagnosisTarget } from './investigation.ts';
import type { DraftFormat } from './postmortem/export.ts';
import type { Question } from './query/query.ts';
import type { RoleName } from './role.ts';
import type { Severity } from './severity.ts';
import type { CancelReason, Status } from './status.ts';

/** What can be asked of an incident. `decide` turns it into facts or a refusal. */
export type Request =
  | { readonly kind: 'accept' }
  | { readonly kind: 'decline'; readonly text: string | null }
  | { readonly kind: 'change-status'; readonly to: Status; readonly reason: string | null }
  | { readonly kind: 'resolve'; readonly reason: string | null }
  | { readonly kind: 'reopen'; readonly reason: string }
  | { readonly kind: 'cancel'; readonly reason: CancelReason; readonly text: string | null }
  | { readonly kind: 'change-severity'; readonly to: Severity; readonly reason: string | null }
  /** Takes or gives a role; also accepts a proposal, and replaces a holder, unless it is asked for `onlyIfFree`. */
  | {
      readonly kind: 'assign-role';
      readonly role: RoleName;
      readonly user: UserId;
      readonly onlyIfFree?: boolean;
    }
  | { readonly kind: 'vacate-role'; readonly role: RoleName; readonly reason: string }
  | { readonly kind: 'rename'; readonly title: string }
  | { readonly kind: 'add-note'; readonly text: string; readonly happenedAt: Instant }
  | { readonly kind: 'post-update'; readonly text: string }
  | {
      readonly kind: 'add-followup';
      readonly text: string;
      readonly owner: UserId | null;
      readonly due: Day | null;
    }
  | { readonly kind: 'close-followup'; readonly followup: number }
  | { readonly kind: 'add-link'; readonly link: Link }
  | { readonly kind: 'ask-cluster'; readonly question: Question }
  | {
      readonly kind: 'ask-diagnosis';
      readonly about: DiagnosisTarget | null;
      readonly cluster: string | null;
    }
  | { readonly kind: 'ask-postmortem'; readonly formats: readonly DraftFormat[]; readonly full: boolean }
  /** `export`: the draft that is meant; null: whichever is being written. */
  | { readonly kind: 'cancel-postmortem'; readonly export: number | null }
  | { readonly kind: 'start-watch'; readonly question: Question; readonly until: Instant }
  /** Null: all of them. */
  | { readonly kind: 'end-watch'; readonly watch: number | null }
  | {
      readonly kind: 'mark-message';
      readonly message: MessageRef;
      readonly via: 'pin' | 'reaction' | 'shortcut';
    };

/** Who asks, by which door, and when. */
export type Asking = { readonly by: Actor; readonly door: Door; readonly at: Instant };
