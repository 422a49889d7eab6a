import type { FactBody, FactKind, Happening } from '../../src/domain/fact.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { MINUTE } from '../../src/domain/instant.ts';
import type { Plan, Proposal, Wish } from '../../src/domain/proposal/proposal.ts';
import { ANA, BEN, happened, inChannel, NOON } from './incident.ts';

export const aWish = (over: Partial<Wish> = {}): Wish => ({
  action: 'restart',
  cluster: 'prod-eu1',
  target: { resource: 'deployments', name: 'checkout', namespace: 'shop' },
  parameters: {},
  reason: 'stuck connections',
  undoes: null,
  breakGlass: false,
  ...over,
});

export const aPlan = (over: Partial<Plan> = {}): Plan => ({
  hash: 'a'.repeat(64),
  cluster: { name: 'prod-eu1', uid: 'u-kube-system', server: '10.0.0.1:6443', version: 'v1.34.1' },
  object: { kind: 'Deployment', namespace: 'shop', name: 'checkout', uid: 'u-checkout' },
  owner: null,
  sentence: '3 pods are replaced one after the other',
  before: 'running since 10:00',
  after: 'restarted',
  differences: [],
  warnings: [],
  verify: 'all 3 pods ready',
  undo: 'roll back to revision 7',
  tier: 'standard',
  protects: null,
  quorum: 1,
  approvers: [{ kind: 'usergroup', group: 'S1' }],
  policyDigest: 'p'.repeat(64),
  freeze: null,
  pinned: {},
  undoWith: null,
  approveBy: NOON + 15 * MINUTE,
  executeBy: NOON + 30 * MINUTE,
  ...over,
});

type GateKind = Extract<FactKind, `action.${string}`>;

/** One fact of each kind about a change to the cluster. */
export const gateFacts: { readonly [K in GateKind]: Extract<FactBody, { kind: K }> } = {
  'action.proposed': { kind: 'action.proposed', proposal: 1, wish: aWish() },
  'action.refused': { kind: 'action.refused', proposal: 1, why: 'it is paused' },
  'action.planned': { kind: 'action.planned', proposal: 1, plan: aPlan() },
  'action.acknowledged': { kind: 'action.acknowledged', proposal: 1, warnings: ['tag'] },
  'action.approved': { kind: 'action.approved', proposal: 1, hash: aPlan().hash },
  'action.denied': { kind: 'action.denied', proposal: 1, reason: 'too risky' },
  'action.withdrawn': { kind: 'action.withdrawn', proposal: 1, reason: null },
  'action.expired': { kind: 'action.expired', proposal: 1, clock: 'approve' },
  'action.superseded': { kind: 'action.superseded', proposal: 1, moved: ['replicas 3 -> 1'], by: null },
  'action.started': { kind: 'action.started', proposal: 1, token: 't', until: NOON + MINUTE },
  'action.sent': { kind: 'action.sent', proposal: 1, token: 't', how: 'answered' },
  'action.progressed': { kind: 'action.progressed', proposal: 1, sentence: '1 of 3 new pods are ready' },
  'action.woken': { kind: 'action.woken', proposal: 1, stage: 0, users: ['UBEN'], missed: [] },
  'action.executed': {
    kind: 'action.executed',
    proposal: 1,
    token: 't',
    outcome: 'succeeded',
    sentence: 'all ready',
  },
  'action.settled': {
    kind: 'action.settled',
    proposal: 1,
    settlement: 'applied-by-us',
    sentence: 'our annotation is there',
  },
  'action.stopped': { kind: 'action.stopped', proposal: 1, reason: null },
  'action.click-refused': {
    kind: 'action.click-refused',
    proposal: 1,
    asked: 'approve',
    why: 'you proposed it',
  },
};

type Told = FactBody | Happening;

const byAna = (body: FactBody): Happening => happened(body, { by: ANA });
const byBen = (body: FactBody): Happening => happened(body, { by: BEN });

/** The ways of one proposal, as facts: Ana proposes, Ben decides. */
export const ways = {
  proposed: (over: Partial<Wish> = {}) => byAna({ kind: 'action.proposed', proposal: 1, wish: aWish(over) }),
  planned: (over: Partial<Plan> = {}): FactBody => ({
    kind: 'action.planned',
    proposal: 1,
    plan: aPlan(over),
  }),
  acknowledged: byAna(gateFacts['action.acknowledged']),
  approved: byBen(gateFacts['action.approved']),
  denied: byBen(gateFacts['action.denied']),
  withdrawn: byAna(gateFacts['action.withdrawn']),
  stopped: byBen(gateFacts['action.stopped']),
  started: gateFacts['action.started'],
  sent: gateFacts['action.sent'],
  ended: (outcome: 'succeeded' | 'failed' | 'unknown', sentence: string): FactBody => ({
    ...gateFacts['action.executed'],
    outcome,
    sentence,
  }),
  woken: (stage: number, users: readonly string[], missed: readonly string[] = []): FactBody => ({
    ...gateFacts['action.woken'],
    stage,
    users,
    missed,
  }),
} as const;

/** A warning that the requester must acknowledge; `gateFacts` has its acknowledgement. */
export const aMust = {
  id: 'tag',
  level: 'must-acknowledge',
  sentence: 'The tag latest means another build now.',
  measure: 1,
} as const;

/** An open incident in which Ana proposed a restart that was planned, and what happened then. */
export const withProposal = (over: Partial<Plan> = {}, ...then: readonly Told[]): Incident =>
  inChannel([ways.proposed(), ways.planned(over), ...then]);

/** The one proposal of an incident. */
export function onlyProposal({ proposals }: Incident): Proposal {
  const [proposal] = proposals;
  if (!proposal) throw new Error('it has none');
  return proposal;
}
