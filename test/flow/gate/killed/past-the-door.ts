import { person } from '../../../../src/domain/actor.ts';
import { decideGate } from '../../../../src/domain/proposal/decide-gate.ts';
import type { Plan, Proposal, Wish } from '../../../../src/domain/proposal/proposal.ts';
import { typedTarget, unacknowledged } from '../../../../src/domain/proposal/proposal-state.ts';
import { sentenceOf } from '../../../../src/domain/refusal.ts';
import { appendHappenings } from '../../../../src/workflows/append-happenings.ts';
import type { PersonRequest } from '../../../../src/workflows/gate/find-clicker.ts';
import { aWish } from '../../../builders/proposals.ts';
import type { GateWorld } from '../gate-world.ts';

/**
 * Asks the gate for a person who may, without Slack in between: what is tested is what comes after. The rounds find the
 * incident due.
 */
export async function asksPastTheDoor(
  world: GateWorld,
  id: string,
  who: string,
  request: PersonRequest,
): Promise<void> {
  const user = world.slack.member(who).id;
  for (;;) {
    const base = await world.store.log.load(id);
    if (!base) throw new Error(`there is no ${id}`);
    const at = world.now();
    const asked = { ...request, clicker: { user, isFullMember: true, isApprover: true } };
    const decided = decideGate(base.incident, asked, at);
    if (!decided.ok) throw new Error(sentenceOf(decided.refusal));
    const asking = { by: person(user), door: 'button' as const, at };
    const happenings = decided.value.map((body) => ({ body, ...asking }));
    const { outcome } = await appendHappenings({ log: world.store.log }, { base, id, at, happenings });
    if (outcome === 'appended') return;
  }
}

/** ana proposes it. */
export function proposesPastTheDoor(world: GateWorld, id: string, wish: Partial<Wish>): Promise<void> {
  return asksPastTheDoor(world, id, 'ana', { kind: 'propose', wish: aWish(wish) });
}

/** ana acknowledges, ben has the second key. */
export async function approvesPastTheDoor(
  world: GateWorld,
  id: string,
  proposal: Proposal & { readonly plan: Plan },
): Promise<void> {
  const about = { proposal: proposal.proposal };
  const warnings = unacknowledged(proposal);
  if (warnings.length > 0)
    await asksPastTheDoor(world, id, 'ana', { kind: 'acknowledge', ...about, warnings });
  const { hash } = proposal.plan;
  await asksPastTheDoor(world, id, 'ben', { kind: 'approve', ...about, hash, typed: typedTarget(proposal) });
}
