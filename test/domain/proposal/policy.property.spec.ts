import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionNames } from '../../../src/domain/action/action-name.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import type { ChangeInQuestion } from '../../../src/domain/proposal/change-in-question.ts';
import type { ChangeRule, GateRules } from '../../../src/domain/proposal/gate-rules.ts';
import { offeredActions } from '../../../src/domain/proposal/offered-actions.ts';
import { policyInForce } from '../../../src/domain/proposal/policy-in-force.ts';
import { aGroup } from '../../builders/gate-rules.ts';
import { NOON } from '../../builders/incident.ts';
import { runs } from '../../setup/runs.ts';

const tiers = ['standard', 'protected', 'critical'] as const;
const cluster = fc.constantFrom('prod-eu1', 'prod-us1');
const namespace = fc.constantFrom('shop', 'pay', 'kube-system');
const action = fc.constantFrom(...actionNames);
const actions = fc.subarray([...actionNames], { minLength: 1 });
const some = <T>(value: fc.Arbitrary<T>) => fc.uniqueArray(value, { minLength: 1, maxLength: 3 });
const groups = fc.array(fc.constantFrom('S1', 'S2', 'S3').map(aGroup), { maxLength: 2 });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 1 });

const match = fc.record({
  clusters: orNull(some(cluster)),
  namespaces: orNull(some(namespace)),
  actions: orNull(actions),
  objects: orNull(some(fc.constantFrom('deployment/checkout', 'pod/checkout-1', 'node/node-1'))),
});
const rule: fc.Arbitrary<ChangeRule> = fc.record({
  match,
  tier: orNull(fc.constantFrom(...tiers)),
  approvers: orNull(groups),
});
const tier = fc.record({ quorum: fc.integer({ min: 0, max: 4 }), approvers: groups });

const rules: fc.Arbitrary<GateRules> = fc.record({
  allowances: fc.array(fc.record({ cluster, namespaces: orNull(some(namespace)), offered: actions }), {
    maxLength: 4,
  }),
  tiers: fc.record({ standard: tier, protected: tier, critical: tier }),
  rules: fc.array(rule, { maxLength: 4 }),
  approveWithin: fc.constant(15 * MINUTE),
  executeWithin: fc.constant(5 * MINUTE),
  freezes: fc.array(
    fc.record({
      name: fc.constantFrom('sale', 'holidays'),
      time: fc.constantFrom(
        { kind: 'once' as const, from: NOON - MINUTE, to: NOON + MINUTE },
        { kind: 'once' as const, from: NOON + MINUTE, to: NOON + 2 * MINUTE },
      ),
      match,
      approvers: groups,
    }),
    { maxLength: 2 },
  ),
  breakGlass: orNull(fc.record({ people: groups, offered: actions })),
});

const change: fc.Arbitrary<ChangeInQuestion> = fc
  .record({ action, cluster, namespace: orNull(namespace), breakGlass: fc.boolean() })
  .chain((wish) =>
    fc.record({
      wish: fc.constant(wish),
      object: fc.constantFrom(
        ...['Deployment/checkout', 'Pod/checkout-1', 'Node/node-1'].map((one) => {
          const [kind = '', name = ''] = one.split('/');
          return { kind, name, namespace: wish.namespace };
        }),
      ),
      owner: orNull(fc.constant({ kind: 'Deployment', name: 'checkout', namespace: wish.namespace })),
      protects: orNull(fc.constant('it is the only replica')),
      at: fc.constant(NOON),
    }),
  );

const cases = { numRuns: runs(1_000) };

describe('whatever the rules and the change are', () => {
  it('another rule never lowers a tier or the number of approvers, wherever it stands', () => {
    fc.assert(
      fc.property(rules, rule, fc.nat(4), change, (given, added, place, asked) => {
        const more = { ...given, rules: given.rules.toSpliced(place, 0, added) };
        const [before, after] = [policyInForce(given, asked), policyInForce(more, asked)];
        if (!before.ok || !after.ok) return;
        expect(tiers.indexOf(after.value.tier)).toBeGreaterThanOrEqual(tiers.indexOf(before.value.tier));
        expect(after.value.quorum).toBeGreaterThanOrEqual(before.value.quorum);
      }),
      cases,
    );
  });

  it('nothing is in force that no allowance covers, or that is kube-system’s without its name', () => {
    fc.assert(
      fc.property(rules, change, (given, asked) => {
        if (!policyInForce(given, asked).ok) return;
        const { namespace: where } = asked.object;
        const covering = given.allowances.filter(
          (allowance) =>
            allowance.cluster === asked.wish.cluster &&
            allowance.offered.includes(asked.wish.action) &&
            (where === null || allowance.namespaces === null || allowance.namespaces.includes(where)),
        );
        expect(covering).not.toEqual([]);
        if (where === 'kube-system')
          expect(covering.some(({ namespaces }) => namespaces !== null)).toBe(true);
        if (where === null) expect(asked.wish.action).toMatch(/cordon$/);
      }),
      cases,
    );
  });

  it('somebody else is always needed, and two for what is critical, unless the glass is broken', () => {
    fc.assert(
      fc.property(rules, change, (given, asked) => {
        const policy = policyInForce(given, asked);
        if (!policy.ok) return;
        const { quorum, tier: at, approvers, freeze } = policy.value;
        const least = asked.wish.breakGlass ? 0 : at === 'critical' ? 2 : 1;
        if (asked.wish.breakGlass) {
          expect(quorum).toBe(0);
          expect(freeze).toBeNull();
          expect(given.breakGlass?.offered).toContain(asked.wish.action);
        }
        expect(quorum).toBeGreaterThanOrEqual(least);
        expect(approvers).not.toEqual([]);
        if (asked.protects !== null) expect(at).not.toBe('standard');
      }),
      cases,
    );
  });

  it('in a freeze only its own approvers decide, and nobody where it names none', () => {
    fc.assert(
      fc.property(rules, change, (given, asked) => {
        const policy = policyInForce(given, asked);
        if (!policy.ok || policy.value.freeze === null) return;
        const { freeze, approvers } = policy.value;
        const held = given.freezes.filter(
          ({ name, time }) => name === freeze && 'to' in time && time.from <= NOON,
        );
        expect(held.map((each) => each.approvers)).toContainEqual(approvers);
      }),
      cases,
    );
  });

  it('only what is offered can be in force, and the same always has the same text', () => {
    fc.assert(
      fc.property(rules, change, (given, asked) => {
        const policy = policyInForce(given, asked);
        if (!policy.ok) return;
        const { action: name, cluster: where } = asked.wish;
        expect(offeredActions(given, where, asked.object.namespace)).toContain(name);
        const again = policyInForce(structuredClone(given), { ...asked, at: NOON + 1 });
        expect(again.ok && again.value.text).toBe(policy.value.text);
      }),
      cases,
    );
  });
});
