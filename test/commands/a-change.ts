import { actionNames } from '../../src/domain/action/action-name.ts';
import type { Happening } from '../../src/domain/fact.ts';
import type { Plan, Wish } from '../../src/domain/proposal/proposal.ts';
import { aGateRules, aGroup } from '../builders/gate-rules.ts';
import { ANA, happened } from '../builders/incident.ts';
import { aPlan, aWish } from '../builders/proposals.ts';
import { aPlanBy } from '../workflows/gate-door-world.ts';
import { createCommandWorld } from './command-world.ts';

/** Every action in the namespace shop of prod-eu1; Ben and Cat may approve. */
export const everything = aGateRules({
  allowances: [{ cluster: 'prod-eu1', namespaces: ['shop'], offered: actionNames }],
  breakGlass: { people: [aGroup('SBREAK')], offered: ['restart'] },
});

/** Who is in which group. */
export const keyHolders = { SONCALL: ['UBEN', 'UCAT'], SLEADS: ['UBEN', 'UCAT'], SBREAK: ['UDAN'] };

/** A warning that the requester has to acknowledge. */
export const risky = [
  { id: 'tag', level: 'must-acknowledge', sentence: 'The tag moved.', measure: 1 },
] as const;

/** A world in which changes are offered, with an incident about the namespace shop. */
export async function aWorldOfChanges(bodies: readonly Happening[] = []) {
  const world = createCommandWorld({
    gate: everything,
    groups: keyHolders,
  });
  await world.has({ namespace: 'shop' }, bodies);
  return world;
}

/** What Ana proposed, as the rules have it planned. */
export function planned(
  over: Partial<Plan> = {},
  wish: Partial<Wish> = {},
  proposal = 1,
): readonly Happening[] {
  return [
    happened({ kind: 'action.proposed', proposal, wish: aWish(wish) }, { by: ANA }),
    happened({ kind: 'action.planned', proposal, plan: aPlanBy(everything, over) }),
  ];
}

/** The value of the buttons on its card. */
export const VALUE = `INC-1/1/${aPlan().hash}`;
