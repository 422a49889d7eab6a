import { METHOD_BUDGETS } from '../slack/rate-limits.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';

/** What a method may still be called this minute, of how much. */
export type BudgetLine = { readonly method: string; readonly left: number; readonly of: number };

/** The budgets that the bot has drawn on in this minute, the scarcest first. */
export function budgetLines(slack: Pick<SandboxSlack, 'budgetLeft'>): BudgetLine[] {
  return Object.entries(METHOD_BUDGETS)
    .map(([method, of]) => ({ method, left: slack.budgetLeft(method), of }))
    .filter(({ left, of }) => left < of)
    .sort((a, b) => a.left / a.of - b.left / b.of);
}
