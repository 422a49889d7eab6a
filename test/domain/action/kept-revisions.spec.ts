import { expect, it } from 'vitest';
import { isSameTemplate, keptRevisions } from '../../../src/domain/action/kept-revisions.ts';
import type { JsonObject } from '../../../src/domain/json.ts';

const template = { metadata: { labels: { app: 'x', 'pod-template-hash': 'h' } }, spec: { containers: [] } };
const metadata = (annotations: JsonObject, uid = 'owner') => ({
  name: 'x-h',
  uid: 'rs',
  annotations,
  labels: { 'pod-template-hash': 'h' },
  ownerReferences: [{ uid, controller: true }],
});
const raw = { metadata: { uid: 'owner' } };
const numbered = (number: string) => metadata({ 'deployment.kubernetes.io/revision': number });

it('a revision has its number, its hash, and a template that can be put back', () => {
  expect(keptRevisions({ raw, revisions: [{ metadata: numbered('3'), spec: { template } }] })).toEqual([
    {
      kind: 'ReplicaSet',
      name: 'x-h',
      uid: 'rs',
      number: 3,
      hash: 'h',
      template: { metadata: { labels: { app: 'x' } }, spec: { containers: [] } },
    },
  ]);
});

it('what has no number or no template is no revision', () => {
  const revisions: readonly JsonObject[] = [
    { metadata: numbered('0'), spec: { template } },
    { metadata: numbered('1.5'), spec: { template } },
    { metadata: numbered('x'), spec: { template } },
    { metadata: numbered('2') },
    { metadata: numbered('2'), spec: { template: {} } },
    { metadata: metadata({}), data: { spec: { template } } },
    { metadata: metadata({}), revision: 2, data: {} },
    { metadata: metadata({}), revision: 2, data: { spec: { template: { $patch: 'replace' } } } },
    { metadata: { ...numbered('2'), ownerReferences: [{ uid: 'owner' }] }, spec: { template } },
  ];

  expect(keptRevisions({ raw, revisions })).toEqual([]);
});

it('an empty creationTimestamp makes no other template', () => {
  const stamped = { ...template, metadata: { ...template.metadata, creationTimestamp: null } };

  expect(isSameTemplate(template, stamped)).toBe(true);
  expect(isSameTemplate(template, { ...template, spec: {} })).toBe(false);
});
