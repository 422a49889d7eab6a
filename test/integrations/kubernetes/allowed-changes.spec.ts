import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlannedRequest } from '../../../src/domain/action/planned-request.ts';
import { allowedChange, allowedChanges } from '../../../src/integrations/kubernetes/allowed-changes.ts';
import { checkRemoval } from '../../../src/integrations/kubernetes/check-removal.ts';
import { ClusterFailure } from '../../../src/ports/cluster-failure.ts';
import { deletion, eviction, plannedRequests, restart } from './planned.ts';

const refusal = (request: PlannedRequest) => {
  try {
    checkRemoval(request, allowedChange(request));
    return 'allowed';
  } catch (error) {
    if (!(error instanceof ClusterFailure)) throw error;
    return `${error.kind}: ${error.detail}`;
  }
};

const web = '/apis/apps/v1/namespaces/shop/deployments/web';

describe('what may be changed', () => {
  it('is what actions do, and each of it is told by its right', () => {
    const found = plannedRequests.map((request) => allowedChange(request));

    expect(found.map(({ verb, group, resource }) => ({ verb, group, resource }))).toEqual(
      allowedChanges.map(({ verb, group, resource }) => ({ verb, group, resource })),
    );
    expect(found[7]).toMatchObject({ namespace: null, name: 'ip-10-0-0-7.eu-west-1.compute.internal' });
    expect(found[9]).toMatchObject({ namespace: 'shop', name: 'web-68f778c95d-4njpz' });
  });

  it.each([
    ['another kind', '/api/v1/namespaces/shop/secrets/web'],
    ['a kind of another group', '/apis/apps.example/v1/namespaces/shop/deployments/web'],
    ['another version', '/apis/apps/v1beta1/namespaces/shop/deployments/web'],
    ['all objects', '/apis/apps/v1/namespaces/shop/deployments'],
    ['all objects, by a slash', '/apis/apps/v1/namespaces/shop/deployments/'],
    ['a subresource that no action uses', `${web}/status`],
    [
      'the containers that are added to a running pod',
      '/api/v1/namespaces/shop/pods/web/ephemeralcontainers',
    ],
    ['a DaemonSet, which has no scale', '/apis/apps/v1/namespaces/shop/daemonsets/agent/scale'],
    ['a node in a namespace', '/api/v1/namespaces/shop/nodes/node-1'],
    ['a Deployment in none', '/apis/apps/v1/deployments/web'],
    ['a query', `${web}?force=true`],
    ['a dry run in the query', `${web}?dryRun=All`],
    ['a fragment', `${web}#`],
    ['a way up', '/apis/apps/v1/namespaces/shop/deployments/../../kube-system/deployments/web'],
    ['a way up in disguise', '/apis/apps/v1/namespaces/shop/deployments/%2e%2e'],
    ['a name with a slash in disguise', `${web}%2fscale`],
    ['two slashes', '/apis/apps/v1/namespaces/shop//deployments/web'],
    ['another host', 'https://elsewhere.example/apis/apps/v1/namespaces/shop/deployments/web'],
    ['another host, without a protocol', '//elsewhere.example/apis/apps/v1/namespaces/shop/deployments/web'],
    ['capitals', '/apis/apps/v1/namespaces/shop/Deployments/web'],
    ['a line break', `${web}\n`],
    ['a space', '/apis/apps/v1/namespaces/shop/deployments/we b'],
    ['nothing', ''],
  ])('is not %s', (_, path) => {
    expect(refusal({ ...restart, path })).toMatch(/^refused: nothing was sent: no action does this: PATCH /);
  });

  it.each<[string, Partial<PlannedRequest>]>([
    ['a Deployment deleted', { method: 'DELETE', path: web }],
    ['a node deleted', { method: 'DELETE', path: '/api/v1/nodes/node-1' }],
    ['a namespace deleted', { method: 'DELETE', path: '/api/v1/namespaces/shop' }],
    ['all pods deleted', { method: 'DELETE', path: '/api/v1/namespaces/shop/pods' }],
    ['a pod created', { method: 'POST', path: '/api/v1/namespaces/shop/pods' }],
    ['a command run in a pod', { method: 'POST', path: '/api/v1/namespaces/shop/pods/web/exec' }],
    ['a token made', { method: 'POST', path: '/api/v1/namespaces/shop/serviceaccounts/default/token' }],
    ['an eviction patched', { method: 'PATCH', path: '/api/v1/namespaces/shop/pods/web/eviction' }],
  ])('is not %s', (_, part) => {
    expect(refusal({ ...deletion, ...part })).toMatch(/^refused: nothing was sent: no action does this/);
  });

  it('takes no body of another type than the verb goes with: the server would misread it', () => {
    expect(refusal({ ...restart, contentType: 'application/json' })).toMatch(/PATCH with a body of the type/);
    expect(refusal({ ...deletion, contentType: 'application/merge-patch+json' })).toMatch(/^refused: /);
  });

  it('is never anything but a name at the places of names, whatever stands there', () => {
    const segment = fc.string({
      unit: fc.constantFrom('a', '-', '.', '/', '%', '?', '#', ' ', 'A', '2', 'é', '\n'),
    });
    fc.assert(
      fc.property(segment, segment, (namespace, name) => {
        const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
        const said = refusal({ ...restart, path });

        if (said !== 'allowed') return;
        expect(namespace).toMatch(/^[a-z0-9-]+$/);
        // What stands behind a slash can only be the subresource, and no other letters make one here.
        expect(name).toMatch(/^[a-z0-9.-]+$/);
      }),
    );
  });
});

describe('a pod is taken away', () => {
  const body = (request: PlannedRequest) => request.body as Record<string, object>;

  it('when its uid is given, and asked for like that', () => {
    expect([refusal(deletion), refusal(eviction)]).toEqual(['allowed', 'allowed']);
  });

  it.each([
    ['without its uid', { preconditions: { resourceVersion: '3819' } }],
    ['with an empty uid', { preconditions: { uid: '' } }],
    ['by force', { gracePeriodSeconds: 0 }],
    ['with a grace of its own', { gracePeriodSeconds: 30 }],
    ['as a dry run, which is not for the plan to say', { dryRun: ['All'] }],
    ['as a dry run that is none', { dryRun: [] }],
    ['leaving behind what it owns', { propagationPolicy: 'Orphan' }],
  ])('never %s', (_, part) => {
    const options = { ...body(deletion), ...part };
    const { apiVersion: _a, kind: _k, ...inside } = options as Record<string, unknown>;
    const evicted = { ...body(eviction), deleteOptions: inside };

    expect(refusal({ ...deletion, body: options as never })).toMatch(
      /^refused: nothing was sent: the deletion/,
    );
    expect(refusal({ ...eviction, body: evicted as never })).toMatch(
      /^refused: nothing was sent: the eviction/,
    );
  });

  it.each([
    ['of another name', { metadata: { name: 'other', namespace: 'shop' } }],
    ['in another namespace', { metadata: { name: 'web-68f778c95d-4njpz', namespace: 'other' } }],
    ['as anything but an eviction', { kind: 'Binding' }],
  ])('never %s than the path says', (_, part) => {
    expect(refusal({ ...eviction, body: { ...body(eviction), ...part } as never })).toMatch(/^refused: /);
  });
});
