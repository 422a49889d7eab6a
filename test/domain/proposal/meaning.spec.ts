import { expect, it } from 'vitest';
import { type Meaning, meaningText } from '../../../src/domain/proposal/meaning.ts';

const meaning: Meaning = {
  clusterUid: 'u-kube-system',
  action: 'scale',
  objectUid: 'u-checkout',
  request: {
    method: 'PATCH',
    path: '/apis/apps/v1/namespaces/shop/deployments/checkout/scale',
    contentType: 'application/merge-patch+json',
    body: { spec: { replicas: 5 }, metadata: { resourceVersion: '100' } },
  },
  touched: { '/spec/replicas': 3 },
  differences: [{ path: '/spec/replicas', before: 3, after: 5 }],
  policyDigest: 'p',
  requester: 'UANA',
};

it('is one text, whatever the order of keys', () => {
  const body = { metadata: { resourceVersion: '100' }, spec: { replicas: 5 } };
  const other: Meaning = { ...meaning, request: { ...meaning.request, body } };
  expect(meaningText(other)).toBe(meaningText(meaning));
});

it.each<[string, Partial<Meaning>]>([
  ['cluster', { clusterUid: 'another' }],
  ['action', { action: 'restart' }],
  ['object of the same name', { objectUid: 'another' }],
  ['body', { request: { ...meaning.request, body: { spec: { replicas: 6 } } } }],
  ['path', { request: { ...meaning.request, path: '/apis/apps/v1/namespaces/shop/deployments/web/scale' } }],
  ['content type', { request: { ...meaning.request, contentType: 'application/json' } }],
  ['old value', { touched: { '/spec/replicas': 4 } }],
  ['old value that is null instead of absent', { touched: { '/spec/replicas': undefined } }],
  ['difference', { differences: [] }],
  ['policy', { policyDigest: 'q' }],
  ['requester', { requester: 'UBEN' }],
])('is another one with another %s', (_, change) => {
  expect(meaningText({ ...meaning, ...change })).not.toBe(meaningText(meaning));
});

it('tells null from nothing', () => {
  const nothing = meaningText({ ...meaning, touched: { '/x': undefined } });
  expect(meaningText({ ...meaning, touched: { '/x': null } })).not.toBe(nothing);
  expect(meaningText({ ...meaning, touched: { '/x': [] } })).not.toBe(nothing);
});
