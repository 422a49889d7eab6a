import type { Action, ActionPlan, ActionSituation } from '../../../src/domain/action/action.ts';
import { sentenceOf } from '../../../src/domain/refusal.ts';

/** The plan, or an error with the refusal. */
export const planOf = (action: Action, situation: ActionSituation): ActionPlan => {
  const planned = action.plan(situation);
  if (!planned.ok) throw new Error(`refused: ${sentenceOf(planned.refusal)}`);
  return planned.value;
};

/** The sentence by which it was refused; a plan is none. */
export const refusalOf = (action: Action, situation: ActionSituation): string => {
  const planned = action.plan(situation);
  return planned.ok ? `planned: ${planned.value.sentence}` : sentenceOf(planned.refusal);
};

/** Which warnings there are, those to acknowledge with an exclamation mark: `last-endpoint:shop/checkout!`. */
export const warningsOf = (action: Action, situation: ActionSituation): readonly string[] =>
  planOf(action, situation).warnings.map(({ id, level }) => (level === 'must-acknowledge' ? `${id}!` : id));
