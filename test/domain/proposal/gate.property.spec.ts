import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Instant } from '../../../src/domain/instant.ts';
import { MINUTE } from '../../../src/domain/instant.ts';
import type { Clicker, GateRequest } from '../../../src/domain/proposal/gate-request.ts';
import { NOON } from '../../builders/incident.ts';
import { aPlan } from '../../builders/proposals.ts';
import { runs } from '../../setup/runs.ts';
import { ANA, aGate, BEN, CAT } from './gate-world.ts';

/** Mostly what is right: else hardly any run would come far. */
const mostly = <T>(right: T, wrong: T) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: fc.constant(wrong) });

const clicker: fc.Arbitrary<Clicker> = fc.record({
  user: fc.constantFrom(ANA, BEN, CAT),
  isFullMember: mostly(true, false),
  isApprover: mostly(true, false),
});
const proposal = fc.constant(1);
const hash = mostly(aPlan().hash, 'b'.repeat(64));
const token = fc.constantFrom('t1', 't2');

const request: fc.Arbitrary<GateRequest> = fc.oneof(
  { weight: 8, arbitrary: approve() },
  fc.record({ kind: fc.constant('acknowledge'), proposal, warnings: fc.constant(['tag']), clicker }),
  fc.record({ kind: fc.constant('deny'), proposal, reason: fc.constantFrom('', 'no'), clicker }),
  fc.record({ kind: fc.constant('withdraw'), proposal, reason: fc.constant(null), clicker }),
  fc.record({ kind: fc.constant('stop'), proposal, reason: fc.constant(null), clicker }),
  fc.record({ kind: fc.constant('expire'), proposal }),
  fc.record({ kind: fc.constant('supersede'), proposal, moved: fc.constant(['replicas']) }),
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('start'),
      proposal,
      hash,
      stillApprovers: fc.subarray([ANA, BEN, CAT], { minLength: 1 }),
      token,
      until: fc.constant(NOON + 60 * MINUTE),
    }),
  },
  fc.record({
    kind: fc.constant('finish'),
    proposal,
    token,
    outcome: fc.constantFrom('succeeded', 'failed', 'unknown'),
    sentence: fc.constant(''),
  }),
);

function approve() {
  return fc.record({
    kind: fc.constant('approve'),
    proposal,
    hash,
    typed: mostly<string | null>('prod-eu1/shop/checkout', null),
    clicker,
  });
}

const plan = fc.record({
  tier: fc.constantFrom('standard', 'protected', 'critical'),
  quorum: fc.constantFrom(1, 2),
  warnings: fc.constantFrom(
    [],
    [{ id: 'tag', level: 'must-acknowledge', sentence: 'x', measure: 1 } as const],
  ),
});

type Asked = { readonly after: number; readonly request: GateRequest };

it('whatever is asked in whatever order, a change begins only by enough other people’s keys to this very plan, in time, and once', () => {
  const steps: fc.Arbitrary<readonly Asked[]> = fc.array(
    fc.record({ after: fc.constantFrom(0, 0, 0, MINUTE, 10 * MINUTE), request }),
    { minLength: 10, maxLength: 25 },
  );
  let begun = 0;
  fc.assert(
    fc.property(plan, steps, (over, asked) => {
      const gate = aGate();
      gate.proposed(over);
      let at: Instant = NOON;
      let started = 0;
      const keys = new Map<string, Instant>();
      for (const { after, request: one } of asked) {
        at += after;
        gate.isAt(at);
        const said = gate.asks(one);
        if (said === 'action.approved' && one.kind === 'approve') {
          expect(one.clicker).toMatchObject({ isFullMember: true, isApprover: true });
          expect(one.clicker.user).not.toBe(ANA);
          expect(one.hash).toBe(aPlan().hash);
          expect(at).toBeLessThan(aPlan().approveBy);
          if (over.tier === 'protected') expect(one.typed).toBe('prod-eu1/shop/checkout');
          keys.set(one.clicker.user, at);
        }
        if (said !== 'action.started' || one.kind !== 'start') continue;
        started += 1;
        expect(one.hash).toBe(aPlan().hash);
        expect(at).toBeLessThan(aPlan().executeBy);
        const valid = [...keys.keys()].filter((user) => one.stillApprovers.includes(user));
        expect(valid.length).toBeGreaterThanOrEqual(over.quorum);
        expect(gate.proposal().acknowledged).toEqual(over.warnings.map(({ id }) => id));
      }
      expect(started).toBeLessThanOrEqual(1);
      begun += started;
    }),
    { numRuns: runs(3_000) },
  );
  // Else the property would hold for a gate that never opens.
  expect(begun).toBeGreaterThan(200);
});
