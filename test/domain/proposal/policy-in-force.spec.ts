import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/domain/instant.ts';
import type { ChangeInQuestion } from '../../../src/domain/proposal/change-in-question.ts';
import type { Freeze, GateRules } from '../../../src/domain/proposal/gate-rules.ts';
import { policyInForce } from '../../../src/domain/proposal/policy-in-force.ts';
import { sentenceOf } from '../../../src/domain/refusal.ts';
import { aGateRules, aGroup, aMatch } from '../../builders/gate-rules.ts';
import { NOON } from '../../builders/incident.ts';

type Over = Partial<Omit<ChangeInQuestion, 'wish' | 'object'>> & {
  readonly wish?: Partial<ChangeInQuestion['wish']>;
  readonly object?: Partial<ChangeInQuestion['object']>;
};

/** A restart of shop/checkout in prod-eu1. */
const aChange = ({ wish, object, ...rest }: Over = {}): ChangeInQuestion => ({
  wish: { action: 'restart', cluster: 'prod-eu1', breakGlass: false, ...wish },
  object: { kind: 'Deployment', namespace: 'shop', name: 'checkout', ...object },
  owner: null,
  protects: null,
  at: NOON,
  ...rest,
});

const inForce = (rules: GateRules | null, over: Over = {}) => {
  const policy = policyInForce(rules, aChange(over));
  if (!policy.ok) throw new Error(sentenceOf(policy.refusal));
  return policy.value;
};

const refusal = (rules: GateRules | null, over: Over = {}) => {
  const policy = policyInForce(rules, aChange(over));
  return policy.ok ? 'nothing was refused' : sentenceOf(policy.refusal);
};

describe('what is offered', () => {
  it('is nothing at all without rules', () => {
    expect(refusal(null)).toMatch(/^No change is offered anywhere\..*“actions”/);
  });

  it('is an action in a namespace of a cluster that names it', () => {
    expect(inForce(aGateRules())).toMatchObject({ tier: 'standard', quorum: 1 });
  });

  it.each([
    [
      { wish: { cluster: 'prod-us1' } },
      '“restart” is not offered in prod-us1, namespace shop, only in prod-eu1 (shop).',
    ],
    [
      { object: { namespace: 'pay' } },
      '“restart” is not offered in prod-eu1, namespace pay, only in prod-eu1 (shop).',
    ],
    [
      { wish: { action: 'scale' as const } },
      '“scale” is not offered in prod-eu1, namespace shop, nor anywhere else.',
    ],
  ])('says where it would be: %j', (over, words) => {
    expect(refusal(aGateRules(), over)).toContain(words);
  });

  it('is everywhere but in kube-system where all namespaces are meant', () => {
    const all = aGateRules({ allowances: [{ cluster: 'prod-eu1', namespaces: null, offered: ['restart'] }] });

    expect(inForce(all, { object: { namespace: 'anything' } }).tier).toBe('standard');
    expect(refusal(all, { object: { namespace: 'kube-system' } })).toContain('(all but kube-system)');
  });

  it('is in kube-system only when it is named', () => {
    const named = aGateRules({
      allowances: [{ cluster: 'prod-eu1', namespaces: ['kube-system'], offered: ['restart'] }],
    });

    expect(inForce(named, { object: { namespace: 'kube-system' } }).tier).toBe('standard');
  });

  it('goes by its action alone for a node, and never so for what belongs to a namespace', () => {
    const node = { kind: 'Node', namespace: null, name: 'node-1' };

    expect(inForce(aGateRules(), { wish: { action: 'cordon' }, object: node }).tier).toBe('standard');
    expect(refusal(aGateRules(), { object: { namespace: null } })).toContain('is not offered');
    expect(refusal(aGateRules(), { wish: { action: 'uncordon' }, object: node })).toContain('is not offered');
  });
});

describe('the tier', () => {
  it('is protected when the action itself says so', () => {
    const policy = inForce(aGateRules(), { protects: 'it is the only replica' });

    expect(policy).toMatchObject({ tier: 'protected', approvers: [aGroup('SLEADS')] });
  });

  it('is raised by a rule, and lowered by none', () => {
    const raised = aGateRules({
      rules: [{ match: aMatch({ namespaces: ['shop'] }), tier: 'critical', approvers: null }],
    });
    const lowered = aGateRules({ rules: [{ match: aMatch(), tier: 'standard', approvers: null }] });

    expect(inForce(raised)).toMatchObject({ tier: 'critical', quorum: 2, approvers: [aGroup('SCHIEFS')] });
    expect(inForce(lowered, { protects: 'it keeps data' }).tier).toBe('protected');
  });

  it('is the highest that any rule says, also behind another that fits', () => {
    const rules = aGateRules({
      rules: [
        { match: aMatch(), tier: null, approvers: [aGroup('SSHOP')] },
        { match: aMatch({ actions: ['restart'] }), tier: 'critical', approvers: [aGroup('SOTHERS')] },
      ],
    });

    expect(inForce(rules)).toMatchObject({ tier: 'critical', approvers: [aGroup('SSHOP')] });
  });

  it('of an object holds for what belongs to it', () => {
    const rules = aGateRules({
      rules: [{ match: aMatch({ objects: ['deployment/checkout'] }), tier: 'critical', approvers: null }],
    });
    const pod = { kind: 'Pod', name: 'checkout-1' };
    const owner = { kind: 'Deployment', namespace: 'shop', name: 'checkout' };

    expect(inForce(rules).tier).toBe('critical');
    expect(inForce(rules, { object: pod, owner }).tier).toBe('critical');
    expect(inForce(rules, { object: pod }).tier).toBe('standard');
  });

  it.each([
    [aMatch({ clusters: ['other'] })],
    [aMatch({ namespaces: ['pay'] })],
    [aMatch({ actions: ['scale'] })],
    [aMatch({ objects: ['statefulset/checkout'] })],
  ])('is not touched by a rule about something else: %j', (match) => {
    const rules = [{ match, tier: 'critical' as const, approvers: [aGroup('SX')] }];

    expect(inForce(aGateRules({ rules })).text).toBe(inForce(aGateRules()).text);
  });

  it('takes at least two for what is critical, and never fewer than the tier below', () => {
    const { tiers } = aGateRules();
    const careless = aGateRules({
      tiers: {
        standard: { ...tiers.standard, quorum: 3 },
        protected: { ...tiers.protected, quorum: 0 },
        critical: { ...tiers.critical, quorum: 1 },
      },
      rules: [{ match: aMatch(), tier: 'critical', approvers: null }],
    });

    expect(inForce(careless).quorum).toBe(3);
    expect(
      inForce({ ...careless, tiers: { ...tiers, critical: { ...tiers.critical, quorum: 1 } } }).quorum,
    ).toBe(2);
  });

  it('with nobody to approve is refused', () => {
    const { tiers } = aGateRules();
    const nobody = aGateRules({ tiers: { ...tiers, standard: { quorum: 1, approvers: [] } } });
    const empty = aGateRules({
      tiers: { ...tiers, standard: { quorum: 1, approvers: [{ kind: 'users', users: [] }] } },
    });

    expect(refusal(nobody)).toContain('Nobody may approve this standard change.');
    expect(refusal(empty)).toContain('Nobody may approve this standard change.');
  });
});

describe('a freeze', () => {
  const freeze = (over: Partial<Freeze> = {}): Freeze => ({
    name: 'sale',
    time: { kind: 'once', from: NOON, to: NOON + HOUR },
    match: aMatch(),
    approvers: [],
    ...over,
  });

  it('that nobody may override refuses, with its name and its end', () => {
    expect(refusal(aGateRules({ freezes: [freeze()] }))).toMatch(
      /^The freeze “sale” holds until \d{4}-\d\d-\d\d 13:00 UTC\. Nobody may override it\./,
    );
  });

  it('begins with its first moment and ends with its last', () => {
    const rules = aGateRules({ freezes: [freeze()] });

    expect(inForce(rules, { at: NOON - 1 }).freeze).toBeNull();
    expect(refusal(rules, { at: NOON + HOUR - 1 })).toContain('sale');
    expect(inForce(rules, { at: NOON + HOUR }).freeze).toBeNull();
  });

  it('replaces the approvers by those who may override it', () => {
    const rules = aGateRules({
      freezes: [freeze({ approvers: [aGroup('SBOARD')] })],
      rules: [{ match: aMatch(), tier: 'critical', approvers: [aGroup('SSHOP')] }],
    });

    expect(inForce(rules)).toMatchObject({ freeze: 'sale', tier: 'critical', approvers: [aGroup('SBOARD')] });
  });

  it('that nobody may override goes before one that somebody may', () => {
    const soft = freeze({ name: 'soft', approvers: [aGroup('SBOARD')] });

    expect(refusal(aGateRules({ freezes: [soft, freeze({ name: 'hard' })] }))).toContain('“hard”');
  });

  it('about something else changes nothing', () => {
    const rules = aGateRules({ freezes: [freeze({ match: aMatch({ namespaces: ['pay'] }) })] });

    expect(inForce(rules).text).toBe(inForce(aGateRules()).text);
  });
});

describe('breaking the glass', () => {
  const glass = { people: [aGroup('SGLASS')], offered: ['restart' as const] };
  const broken = { wish: { breakGlass: true } };

  it('is off unless it is configured', () => {
    expect(refusal(aGateRules(), broken)).toContain('Breaking the glass is not offered here');
  });

  it('takes one person of its own list, at the tier that it is', () => {
    const policy = inForce(aGateRules({ breakGlass: glass }), { ...broken, protects: 'it keeps data' });

    expect(policy).toMatchObject({ quorum: 0, tier: 'protected', approvers: [aGroup('SGLASS')] });
  });

  it('is for its own actions only, and only where they are offered', () => {
    const rules = aGateRules({ breakGlass: { ...glass, offered: ['uncordon'] } });

    expect(refusal(rules, broken)).toContain('may be done by breaking the glass (uncordon)');
    expect(refusal(aGateRules({ breakGlass: glass }), { ...broken, object: { namespace: 'pay' } })).toContain(
      'is not offered in prod-eu1, namespace pay',
    );
  });

  it('does not break a freeze', () => {
    const time = { kind: 'once' as const, from: NOON, to: NOON + HOUR };
    const freezes = [{ name: 'sale', time, match: aMatch(), approvers: [aGroup('SBOARD')] }];

    expect(refusal(aGateRules({ breakGlass: glass, freezes }), broken)).toContain('does not break it');
  });
});

describe('the text of a policy', () => {
  it('is the same for the same policy, whatever the time and whatever else the rules say', () => {
    const other = aGateRules({
      allowances: [{ cluster: 'prod-eu1', namespaces: null, offered: ['restart'] }],
      rules: [{ match: aMatch({ namespaces: ['pay'] }), tier: 'critical', approvers: null }],
    });

    expect(inForce(aGateRules(), { at: NOON + MINUTE }).text).toBe(inForce(aGateRules()).text);
    expect(inForce(other).text).toBe(inForce(aGateRules()).text);
  });

  it.each([
    ['tier', aGateRules({ rules: [{ match: aMatch(), tier: 'protected', approvers: [aGroup('SONCALL')] }] })],
    ['approvers', aGateRules({ rules: [{ match: aMatch(), tier: null, approvers: [aGroup('SX')] }] })],
    [
      'order of waking',
      aGateRules({ rules: [{ match: aMatch(), tier: null, approvers: [aGroup('SX'), aGroup('SONCALL')] }] }),
    ],
    ['time to approve', aGateRules({ approveWithin: MINUTE })],
    ['time to do it', aGateRules({ executeWithin: MINUTE })],
    [
      'quorum',
      aGateRules({
        tiers: { ...aGateRules().tiers, standard: { quorum: 2, approvers: [aGroup('SONCALL')] } },
      }),
    ],
  ])('is another with another %s', (_what, rules) => {
    expect(inForce(rules).text).not.toBe(inForce(aGateRules()).text);
  });
});
