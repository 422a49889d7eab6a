import type { SlackBudget } from '../../src/ports/slack-budget.ts';

/** Grants every call, for tests that are about something else. `asked` holds what was asked for. */
export function createOpenBudget(): SlackBudget & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  return {
    asked,
    async take(_method, allowances) {
      asked.push(...allowances.map(({ name }) => name));
      return { granted: true };
    },
    async block() {},
  };
}
