import type { ClusterView, ViewKind } from '../cluster/cluster-view.ts';
import type { ViewObject } from '../cluster/view-object.ts';
import type { Instant } from '../instant.ts';
import type { JsonObject } from '../json.ts';
import type { Result } from '../result.ts';
import type { ActionName } from './action-name.ts';
import type { PlannedRequest } from './planned-request.ts';
import type { Warning } from './warning.ts';

/** What a person typed or picked besides the target, by name (`revision`, `image`, `replicas`), already validated. */
export type Parameters = Readonly<Record<string, string | number>>;

/** What an action is planned from: the object as it is, whole, and what stands around it. */
export type ActionSituation = {
  /** As the API server gave it, with everything in it: never shown, never stored. */
  readonly raw: JsonObject;
  readonly object: ViewObject;
  readonly view: ClusterView;
  /** The ReplicaSets or ControllerRevisions that it controls, whole as well; empty for actions that do not ask for them. */
  readonly revisions: readonly JsonObject[];
  readonly parameters: Parameters;
  /** When it was proposed: a restart writes this time, not the one of its execution. */
  readonly proposedAt: Instant;
  /** `INC-7` and `INC-7/3`: for the annotations `keyturn.dev/incident` and `keyturn.dev/request`. */
  readonly incident: string;
  readonly request: string;
};

/** What an action would do. */
export type ActionPlan = {
  readonly request: PlannedRequest;
  /** `3 pods are replaced one after the other`. */
  readonly sentence: string;
  readonly before: string;
  readonly after: string;
  /** Paths of the object that it touches, as JSON pointers: their old values are part of what is approved. */
  readonly touches: readonly string[];
  readonly warnings: readonly Warning[];
  /** Why this target needs more than the standard tier; null: it does not. */
  readonly protects: string | null;
  readonly verify: string;
  /** How it can be undone, in words; null: it can't. */
  readonly undo: string | null;
  /** The same as a proposal of its own, prefilled; null: it can't, or needs what nobody knows before it is done. */
  readonly undoWith: { readonly action: ActionName; readonly parameters: Parameters } | null;
  /** The parameters with everything that moves pinned (a revision by its uid), for looking again later. */
  readonly pinned: Parameters;
};

/**
 * One action: pure. `plan` refuses what can't or must not be done, with the sentence that says why. `verified` looks at
 * the cluster afterwards. `settle` finds out, after a crash, whether the request had its effect.
 */
export type Action = {
  readonly name: ActionName;
  /** `Restart a rollout`, for the form and the documentation. */
  readonly title: string;
  readonly kinds: readonly string[];
  readonly parameters: Readonly<Record<string, { readonly required: boolean; readonly meaning: string }>>;
  readonly reads: readonly ViewKind[];
  /** True: it needs the revisions of the target, whole: a view keeps too little of them to put one back. */
  readonly readsRevisions: boolean;
  readonly plan: (situation: ActionSituation) => Result<ActionPlan>;
  readonly verified: (
    before: ActionSituation,
    now: { readonly object: ViewObject | null; readonly view: ClusterView },
  ) => Verification;
  readonly settle: (before: ActionSituation, now: { readonly raw: JsonObject | null }) => Settlement;
};

/** Where a change stands after it was sent. */
export type Verification =
  | { readonly state: 'done'; readonly sentence: string }
  | { readonly state: 'under-way'; readonly sentence: string }
  | { readonly state: 'failed'; readonly sentence: string };

export type Settlement = 'applied-by-us' | 'applied-by-whom-unknown' | 'not-applied';
