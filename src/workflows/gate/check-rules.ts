import { targetKind } from '../../domain/action/target-kinds.ts';
import type { Instant } from '../../domain/instant.ts';
import type { GateRules } from '../../domain/proposal/gate-rules.ts';
import { policyInForce } from '../../domain/proposal/policy-in-force.ts';
import type { Plan, Proposal, Wish } from '../../domain/proposal/proposal.ts';
import { type Refused, refuse } from '../../domain/result.ts';
import type { Digests } from '../../ports/digests.ts';

/**
 * Why a wish is not even planned: the rules offer nothing of the kind there, or not now. Null: they do, as far as that
 * can be said before anybody looked at the object; the executor asks again when it has.
 */
export function notOffered(gate: GateRules | null, wish: Wish, at: Instant): Refused | null {
  const { resource, namespace, name } = wish.target;
  const object = { kind: targetKind(resource)?.kind ?? resource, namespace, name };
  const policy = policyInForce(gate, { wish, object, owner: null, protects: null, at });
  return policy.ok ? null : policy;
}

/** Why nobody may approve a plan any more: the rules are others than those that it was planned by. Null: they are the same. */
export function otherRules(
  { gate, digests }: { readonly gate: GateRules | null; readonly digests: Digests },
  { wish }: Proposal,
  { object, owner, protects, policyDigest }: Plan,
  at: Instant,
): Refused | null {
  const policy = policyInForce(gate, { wish, object, owner, protects, at });
  if (policy.ok && digests.keyed('policy', policy.value.text) === policyDigest) return null;
  return refuse({
    kind: 'conflict',
    what: 'The rules for this change are others now than when it was planned, so nobody can approve it. Propose it anew.',
  });
}
