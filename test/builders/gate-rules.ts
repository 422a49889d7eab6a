import { MINUTE } from '../../src/domain/instant.ts';
import type { ChangeMatch, GateRules } from '../../src/domain/proposal/gate-rules.ts';
import type { Roster } from '../../src/domain/role.ts';

/** A Slack user group as approvers. */
export const aGroup = (group: string): Roster => ({ kind: 'usergroup', group });

/** A condition that fits every change, but for what is said of it. */
export function aMatch(over: Partial<ChangeMatch> = {}): ChangeMatch {
  return { clusters: null, namespaces: null, actions: null, objects: null, ...over };
}

/** Restarts and cordons in prod-eu1, restarts in the namespace shop; a group for each tier. */
export function aGateRules(over: Partial<GateRules> = {}): GateRules {
  return {
    allowances: [{ cluster: 'prod-eu1', namespaces: ['shop'], offered: ['restart', 'cordon'] }],
    tiers: {
      standard: { quorum: 1, approvers: [aGroup('SONCALL')] },
      protected: { quorum: 1, approvers: [aGroup('SLEADS')] },
      critical: { quorum: 2, approvers: [aGroup('SCHIEFS')] },
    },
    rules: [],
    approveWithin: 15 * MINUTE,
    executeWithin: 5 * MINUTE,
    freezes: [],
    breakGlass: null,
    ...over,
  };
}
