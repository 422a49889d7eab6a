import type { FactBody } from '../../src/domain/fact.ts';
import type { RankedFinding } from '../../src/domain/finding.ts';
import type { Question } from '../../src/domain/query/query.ts';
import { NOON } from './incident.ts';

/** A question that somebody typed. */
export const podsAsked: Question = {
  text: 'get pods -n shop',
  query: {
    kind: 'get',
    resource: 'pods',
    name: null,
    scope: { kind: 'namespace', namespace: 'shop' },
    labels: null,
  },
  cluster: 'prod-eu1',
  namespaces: null,
};

/** Its answer. */
export const podsAnswered: Extract<FactBody, { kind: 'query.answered' }> = {
  kind: 'query.answered',
  query: 1,
  outcome: 'answered',
  summary: '6 pods in shop, 2 not ready',
  evidence: 'answer-1',
  digest: 'd',
  bytes: 100,
  fileName: 'pods-shop.txt',
  lookNext: ['/incident describe pod/checkout-1 -n shop'],
  keep: 'first',
};

const checkout = { kind: 'Deployment', namespace: 'shop', name: 'checkout' } as const;

export const aFinding = (over: Partial<RankedFinding> = {}): RankedFinding => ({
  check: 'image-digest-drift',
  object: checkout,
  affects: [],
  sentence: '2 of 6 pods run another build',
  confidence: 'proven',
  severity: 'high',
  layer: 'cause',
  changedAt: null,
  evidence: [{ kind: 'line', label: 'tag', text: 'latest' }],
  lookNext: ['/incident images deploy/checkout -n shop'],
  help: { action: 'set-image', target: checkout, text: 'Set the image by its digest.' },
  path: [{ kind: 'Pod', namespace: 'shop', name: 'checkout-1' }, checkout],
  explains: [],
  ...over,
});

export const aDiagnosis = (
  over: Partial<Extract<FactBody, { kind: 'diagnosis.completed' }>> = {},
): Extract<FactBody, { kind: 'diagnosis.completed' }> => ({
  kind: 'diagnosis.completed',
  diagnosis: 1,
  why: 'opened',
  cluster: 'prod-eu1',
  findings: [aFinding()],
  looked: { pods: 6, nodes: 3 },
  checks: 30,
  gaps: [],
  evidence: 'diagnosis-1',
  digest: 'd',
  firing: 1,
  tell: true,
  ...over,
});

/** A quarter of an hour after noon. */
export const QUARTER_PAST = NOON + 15 * 60_000;
