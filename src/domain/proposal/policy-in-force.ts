import type { Action } from '../action/action.ts';
import type { Instant } from '../instant.ts';
import { type Result, refuse } from '../result.ts';
import type { GateRules, PolicyInForce } from './gate-rules.ts';
import type { Wish } from './proposal.ts';

/** One change as the rules look at it. `kind`: of the object, as the API server calls it; `protects`: why the action
 * itself wants more than the standard tier. */
export type ChangeInQuestion = {
  readonly wish: Pick<Wish, 'action' | 'cluster' | 'breakGlass'>;
  readonly object: { readonly kind: string; readonly namespace: string | null; readonly name: string };
  readonly protects: string | null;
  readonly at: Instant;
};

/**
 * What the configuration says of one change: whether it is offered there, its tier, who may approve it and until when.
 * Refuses what is not offered, with the sentence that says where it would be. Pure.
 */
export function policyInForce(_rules: GateRules, _change: ChangeInQuestion): Result<PolicyInForce> {
  return refuse({ kind: 'forbidden', what: 'No change is offered here.' });
}

/** The actions that are offered somewhere in a cluster, for the form and the buttons. */
export function offeredActions(
  _rules: GateRules,
  _cluster: string,
  _namespace: string | null,
): readonly Action['name'][] {
  return [];
}
