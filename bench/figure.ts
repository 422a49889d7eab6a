/** What a figure must be: its ratio to the floor, or the value itself. */
export type Goal = {
  readonly of: 'ratio' | 'value';
  readonly is: '>=' | '<=';
  readonly limit: number;
};

/** One thing that was measured, beside what the same machine could do at best in the same run. */
export type Figure = {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Null where there is nothing to compare with. */
  readonly floor: number | null;
  /** value / floor; null without a floor, or with a floor of nothing. */
  readonly ratio: number | null;
  /** `ratio >= 0.6`; null: reported only. */
  readonly goal: string | null;
  readonly ok: boolean;
};

/** Makes a figure. A goal on a ratio that can't be had is missed: nobody would know. */
export function figure(input: {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  readonly floor?: number;
  readonly goal?: Goal;
}): Figure {
  const { name, unit, value, goal } = input;
  const floor = input.floor ?? null;
  const ratio = floor === null || floor === 0 ? null : value / floor;
  return {
    name,
    unit,
    value,
    floor,
    ratio,
    goal: goal ? `${goal.of} ${goal.is} ${goal.limit}` : null,
    ok: goal === undefined || isMet(goal, goal.of === 'ratio' ? ratio : value),
  };
}

function isMet({ is, limit }: Goal, measured: number | null): boolean {
  if (measured === null || Number.isNaN(measured)) return false;
  return is === '>=' ? measured >= limit : measured <= limit;
}
