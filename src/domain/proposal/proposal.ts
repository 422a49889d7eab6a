import type { Parameters, Settlement } from '../action/action.ts';
import type { ActionName } from '../action/action-name.ts';
import type { Warning } from '../action/warning.ts';
import type { UserId } from '../actor.ts';
import type { ClusterIdentity } from '../cluster/cluster-view.ts';
import type { ObjectRef } from '../cluster/object-ref.ts';
import type { Instant } from '../instant.ts';
import type { Roster } from '../role.ts';

/**
 * Where a proposal stands. `refused`: it could not even be planned. From `pending` on it has a plan; what is final never
 * changes again.
 */
export const proposalStates = [
  'draft',
  'refused',
  'pending',
  'approved',
  'executing',
  'succeeded',
  'failed',
  'unknown',
  'denied',
  'expired',
  'superseded',
  'withdrawn',
  'stopped',
] as const;

export type ProposalState = (typeof proposalStates)[number];

/** How much it takes: one approver; one who types the target out; two of them. */
export type Tier = 'standard' | 'protected' | 'critical';

/** What somebody wants done, as they asked for it. */
export type Wish = {
  readonly action: ActionName;
  readonly cluster: string;
  readonly target: { readonly resource: string; readonly name: string; readonly namespace: string | null };
  readonly parameters: Parameters;
  readonly reason: string;
  /** The proposal that this one would undo; null: none. */
  readonly undoes: number | null;
  /** Nobody else is asked: told to everyone, and reviewed afterwards. */
  readonly breakGlass: boolean;
};

/** One line of the dry run's difference: a path, and its values as they may be shown (redacted). */
export type Difference = {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** The plan that people approve: what will happen, pinned, with everything that could break. */
export type Plan = {
  /** Of the meaning: an approval is for exactly this. */
  readonly hash: string;
  readonly cluster: ClusterIdentity;
  readonly object: ObjectRef & { readonly uid: string };
  readonly owner: ObjectRef | null;
  readonly sentence: string;
  readonly before: string;
  readonly after: string;
  readonly differences: readonly Difference[];
  readonly warnings: readonly Warning[];
  readonly verify: string;
  readonly undo: string | null;
  readonly tier: Tier;
  /** Why it is above the standard tier; null: it is not. */
  readonly protects: string | null;
  /** 0: the glass is broken. */
  readonly quorum: number;
  /** In the order in which they are woken. */
  readonly approvers: readonly Roster[];
  /** Of the rules in force when it was planned; by others nobody approves it. */
  readonly policyDigest: string;
  /** The freeze that its approvers override; null: none. */
  readonly freeze: string | null;
  /** The parameters as they are meant from now on: a revision by its uid, not by a number that moves. */
  readonly pinned: Parameters;
  /** The parameters of the proposal that would undo it; null: it has none. */
  readonly undoWith: { readonly action: ActionName; readonly parameters: Parameters } | null;
  readonly approveBy: Instant;
  readonly executeBy: Instant;
};

export type Approval = { readonly user: UserId; readonly at: Instant; readonly hash: string };

/** One stage of waking the second key. `missed`: who could not be reached by direct message. */
export type Woken = {
  readonly stage: number;
  readonly users: readonly UserId[];
  readonly missed: readonly UserId[];
  readonly at: Instant;
};

/** A proposal as the incident's snapshot holds it. */
export type Proposal = {
  readonly proposal: number;
  readonly state: ProposalState;
  readonly wish: Wish;
  readonly requester: UserId;
  readonly proposedAt: Instant;
  /** When it was planned: from then on people are asked. Null: it was not yet. */
  readonly plannedAt: Instant | null;
  readonly plan: Plan | null;
  /** Ids of the warnings that the requester acknowledged. */
  readonly acknowledged: readonly string[];
  readonly approvals: readonly Approval[];
  /** Who ended it, and why in a sentence; null while it goes on. */
  readonly ended: { readonly by: UserId | null; readonly why: string; readonly at: Instant } | null;
  /** While it executes: nobody else may before `until`. */
  readonly lease: { readonly token: string; readonly until: Instant } | null;
  /** When the API server took the request; null: it did not yet, or nobody knows. */
  readonly sentAt: Instant | null;
  /** What was seen last while it is verified; null: nothing yet. */
  readonly progress: string | null;
  /** Who was woken for it, in the order of the stages: the first at once, the next at half of the time. */
  readonly woken: readonly Woken[];
  readonly settlement: Settlement | null;
  /** The proposal that took its place; null: none. */
  readonly replacedBy: number | null;
};
