import type { UserId } from './actor.ts';
import type { Link } from './fact.ts';
import type { Watch } from './investigation.ts';
import type { Notice } from './notice.ts';
import type { Export } from './postmortem/export.ts';
import type { RoleName, Roster } from './role.ts';

/**
 * Something that the log says should exist and does not yet. `key` names it in the log; an essential step
 * holds back those that need it, an optional one never does.
 */
export type Step = { readonly key: string; readonly essential: boolean } & (
  | { readonly kind: 'post-triage' }
  | { readonly kind: 'open-channel' }
  | { readonly kind: 'unarchive' }
  | { readonly kind: 'post-card' }
  | { readonly kind: 'propose-role'; readonly role: RoleName; readonly roster: Roster }
  | { readonly kind: 'escalate-role'; readonly role: RoleName; readonly asked: UserId }
  | { readonly kind: 'invite'; readonly users: readonly UserId[]; readonly responders: readonly Roster[] }
  | { readonly kind: 'ask-role'; readonly role: RoleName; readonly user: UserId }
  | { readonly kind: 'announce' }
  | { readonly kind: 'pin-card' }
  | { readonly kind: 'set-topic' }
  | { readonly kind: 'set-purpose' }
  | { readonly kind: 'rename-channel' }
  | { readonly kind: 'bookmark'; readonly link: Link }
  | { readonly kind: 'post-notice'; readonly notice: Notice }
  /** `version`: of the fact that holds its findings. */
  | { readonly kind: 'post-diagnosis'; readonly diagnosis: number; readonly version: number }
  | { readonly kind: 'post-watch'; readonly watch: Watch }
  /** The message of a draft that is being written. */
  | { readonly kind: 'post-export'; readonly export: Export }
  | { readonly kind: 'close-export'; readonly export: Export }
  /** Whoever wanted a draft hears of it directly, because nobody can write into the incident's channel. */
  | { readonly kind: 'tell-asker'; readonly notice: Notice }
  | { readonly kind: 'ask-postmortem' }
  /** Its message says that it ended, and why. */
  | { readonly kind: 'close-watch'; readonly watch: Watch }
  /** The card of a proposed change. */
  | { readonly kind: 'post-proposal'; readonly proposal: number }
  /** Whose turn it is follows from the proposal. */
  | { readonly kind: 'wake-approvers'; readonly proposal: number }
  | { readonly kind: 'announce-break-glass'; readonly proposal: number }
  | { readonly kind: 'expire'; readonly proposal: number }
  | { readonly kind: 'give-up-planning'; readonly proposal: number }
  | { readonly kind: 'say-all-clear' }
  | { readonly kind: 'say-still-firing' }
);
