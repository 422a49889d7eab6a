import type { Parameters } from './action/action.ts';
import type { ActionName } from './action/action-name.ts';
import type { ObjectRef } from './cluster/object-ref.ts';
import type { Instant } from './instant.ts';

/**
 * `proven`: the objects alone show it and nothing else would explain them. `consistent`: they fit, something else could
 * too. `context`: true and worth knowing, not the cause of anything by itself.
 */
export type Confidence = 'proven' | 'consistent' | 'context';

export type FindingSeverity = 'critical' | 'high' | 'medium' | 'info';

/**
 * Where in a chain of causes a finding stands. `cause`: what somebody did or what broke first (a change, a missing
 * object, a full range). `mechanism`: how it does harm (a crash loop, a failing probe). `symptom`: what is seen of it
 * (no ready endpoints, a stalled rollout).
 */
export type Layer = 'cause' | 'mechanism' | 'symptom';

/** A line of proof: what was looked at, and what it says. Both redacted. `table`: several lines in monospace. */
export type Evidence =
  | { readonly kind: 'line'; readonly label: string; readonly text: string }
  | { readonly kind: 'table'; readonly label: string; readonly text: string };

/** One of our own actions, ready to be proposed for the target of the help. What is missing in it the form asks for. */
export type Remedy = { readonly action: ActionName; readonly parameters: Parameters };

/** What would help, as text. `remedy`: the same as a change that can be proposed; left out: it is none of ours. */
export type Help = {
  readonly action: string;
  readonly target: ObjectRef;
  readonly text: string;
  readonly remedy?: Remedy;
};

/** What a check found. */
export type Finding = {
  /** The check's id, e.g. `image-digest-drift`. */
  readonly check: string;
  /** What is to blame. */
  readonly object: ObjectRef;
  /** What suffers from it, as far as the check knows: where the path from the alert's subject may end, too. */
  readonly affects: readonly ObjectRef[];
  /** One sentence that names the cause, in plain words, with names and numbers. */
  readonly sentence: string;
  readonly confidence: Confidence;
  readonly severity: FindingSeverity;
  readonly layer: Layer;
  /** When the change that did it was made; null: not known, or nothing was changed. */
  readonly changedAt: Instant | null;
  readonly evidence: readonly Evidence[];
  /** What to look at next: lines to type (`/incident logs shop/checkout-7d9f --previous`) or places to look. */
  readonly lookNext: readonly string[];
  readonly help: Help | null;
};

/** A finding with its way from the alert's subject: the objects from one to the other; null: no way was found. */
export type RankedFinding = Finding & {
  readonly path: readonly ObjectRef[] | null;
  /** Checks whose findings this one explains: they are shown under it, not beside it. */
  readonly explains: readonly { readonly check: string; readonly object: ObjectRef }[];
};
