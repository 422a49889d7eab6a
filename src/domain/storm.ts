import type { Labels } from './alert.ts';
import type { AlertPart } from './correlation.ts';
import { commonLabels, labelOf } from './label.ts';
import { oneLine } from './one-line.ts';
import type { Policy } from './policy.ts';
import { worst } from './severity.ts';

/** More than `moreThan` incidents opened by alerts within this time (milliseconds) are a storm. */
export type StormRule = { readonly moreThan: number; readonly within: number };

/** Whoever opens a storm claims this key, so that two processes at once open one. No label tuple has this text. */
export const STORM_KEY = 'storm';

/**
 * True when one more incident would be more than the rule allows: with 10 allowed, ten correlation keys get incidents
 * of their own and the eleventh opens the storm. `declared` counts what alerts opened within the rule's time.
 */
export function isStorm(declared: number, rule: StormRule): boolean {
  return declared >= rule.moreThan;
}

/** What holds for a storm: always open, as bad as its worst alert, and only what all its alerts share. */
export function stormPolicy(parts: readonly AlertPart[]): Policy | null {
  const policies = parts.flatMap(({ alerts }) =>
    alerts
      .filter(({ alert, policy }) => alert.status === 'firing' && policy.outcome !== 'ignore')
      .map(({ policy }) => policy),
  );
  const [first] = policies;
  if (!first) return null;
  return {
    ...first,
    outcome: 'open',
    severity: policies.map(({ severity }) => severity).reduce(worst),
    cluster: policies.every(({ cluster }) => cluster === first.cluster) ? first.cluster : null,
    team: policies.every(({ team }) => team === first.team) ? first.team : null,
    // Who may not read one of the incidents may not read all of them together.
    private: policies.some((policy) => policy.private),
  };
}

/** `Alert storm: TargetDown and others in prod-us1`. */
export function stormTitle(parts: readonly AlertPart[], rule: StormRule): string {
  const labels: readonly Labels[] = parts.flatMap(({ alerts }) => alerts.map(({ alert }) => alert.labels));
  const shared = commonLabels(labels);
  const name = labelOf(shared, 'alertname');
  const where = labelOf(shared, 'cluster');
  const what = name ? `${name} in many groups` : `more than ${rule.moreThan} groups of alerts at once`;
  return oneLine(`Alert storm: ${what}${where ? ` in ${where}` : ''}`, 120);
}
