import { MINUTE } from '../../../../src/domain/instant.ts';
import type { GateRules } from '../../../../src/domain/proposal/gate-rules.ts';
import { aGroup, aMatch } from '../../../builders/gate-rules.ts';

/** Everybody who may click on something. */
export const people = ['ana', 'ben', 'cat', 'dan', 'eve', 'gus', 'bot'] as const;
export type Person = (typeof people)[number];

/** Who is in Slack's groups at first: also those that have no key, a guest and a bot. */
export const groupsAtFirst: Readonly<Record<string, readonly Person[]>> = {
  SONCALL: ['ana', 'ben', 'cat', 'gus', 'bot'],
  SBREAK: ['dan'],
};

/** No human beings, or no full members. */
export const strangers: readonly Person[] = ['gus', 'bot'];

const tiersOf = (quorum: number) => ({
  standard: { quorum, approvers: [aGroup('SONCALL')] },
  protected: { quorum, approvers: [aGroup('SONCALL')] },
  critical: { quorum: 2, approvers: [aGroup('SONCALL')] },
});

const base: GateRules = {
  allowances: [
    { cluster: 'prod-eu1', namespaces: ['shop'], offered: ['restart', 'scale', 'delete-pod', 'cordon'] },
  ],
  tiers: tiersOf(1),
  rules: [],
  approveWithin: 15 * MINUTE,
  executeWithin: 5 * MINUTE,
  freezes: [],
  breakGlass: { people: [aGroup('SBREAK')], offered: ['restart'] },
};

/** What the configuration may say, one after the other; with how many keys each asks for in the namespace shop. */
export const policies = {
  usual: { rules: base, quorum: 1 },
  'two keys': { rules: { ...base, tiers: tiersOf(2) }, quorum: 2 },
  'critical namespace': {
    rules: {
      ...base,
      rules: [{ match: aMatch({ namespaces: ['shop'] }), tier: 'critical', approvers: null } as const],
    },
    quorum: 2,
  },
  'one more minute': { rules: { ...base, approveWithin: 16 * MINUTE }, quorum: 1 },
  'nothing offered': { rules: { ...base, allowances: [] }, quorum: 1 },
} satisfies Record<string, { readonly rules: GateRules; readonly quorum: number }>;

export type PolicyName = keyof typeof policies;
