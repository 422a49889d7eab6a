import type { Actor, Door } from '../../src/domain/actor.ts';
import { evolveAll } from '../../src/domain/evolve.ts';
import type { FactBody, Happening } from '../../src/domain/fact.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { defaultRoles } from '../../src/domain/role.ts';

/** Noon of some day: every builder starts here. */
export const NOON = Date.UTC(2026, 10, 20, 12, 0, 0);

export const aPolicy = (over: Partial<Policy> = {}): Policy => ({
  route: 'default',
  outcome: 'open',
  severity: 'sev1',
  cluster: 'prod-eu1',
  team: 'payments',
  private: false,
  channelTemplate: 'inc-{number}-{title}',
  rosters: {},
  responders: [],
  staleAfter: 250 * MINUTE,
  roles: defaultRoles,
  acceptWithin: 5 * MINUTE,
  stillFiringAfter: 30 * MINUTE,
  ...over,
});

type Declaration = Extract<FactBody, { kind: 'incident.declared' }>;

export const aDeclaration = (over: Partial<Declaration> = {}): Declaration => ({
  kind: 'incident.declared',
  number: 7,
  title: 'Checkout rejects cards',
  status: 'investigating',
  origin: 'alert',
  severity: 'sev1',
  namespace: 'payments',
  drill: false,
  policy: aPolicy(),
  correlationKey: '["prod-eu1"]',
  links: [],
  beganAt: NOON,
  ...over,
});

export const ANA: Actor = { kind: 'person', user: 'UANA' };
export const BEN: Actor = { kind: 'person', user: 'UBEN' };
export const ALERTS: Actor = { kind: 'alertmanager', source: 'default' };
const BOT: Actor = { kind: 'keyturn' };

/** A happening by the bot at noon unless said otherwise. */
export const happened = (
  body: FactBody,
  over: { readonly by?: Actor; readonly at?: number; readonly door?: Door } = {},
): Happening => ({ body, by: over.by ?? BOT, door: over.door ?? 'timer', at: over.at ?? NOON });

/** An incident that went through the given facts after its declaration. */
export function anIncident(
  bodies: readonly (FactBody | Happening)[] = [],
  declaration: Partial<Declaration> = {},
  by: Actor = ALERTS,
): Incident {
  const happenings = bodies.map((body) => ('body' in body ? body : happened(body)));
  return evolveAll(null, [happened(aDeclaration(declaration), { by }), ...happenings], NOON, { id: 'INC-7' })
    .incident;
}

/** An open incident with channel and card, nothing left to furnish but what the test is about. */
export const inChannel = (
  bodies: readonly (FactBody | Happening)[] = [],
  declaration: Partial<Declaration> = {},
): Incident =>
  anIncident(
    [
      { kind: 'channel.opened', channel: 'C1', name: 'inc-7-checkout', adopted: false },
      { kind: 'step.done', step: 'open-channel', ref: null },
      { kind: 'step.done', step: 'post-card', ref: { channel: 'C1', ts: '1.1' } },
      ...bodies,
    ],
    declaration,
  );
