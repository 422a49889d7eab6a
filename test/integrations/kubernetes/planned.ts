import type { PlannedRequest } from '../../../src/domain/action/planned-request.ts';

const pod = '/api/v1/namespaces/shop/pods/web-68f778c95d-4njpz';
const uid = 'f7a73783-da4f-42a4-86ed-106a72ed39aa';
const apps = '/apis/apps/v1/namespaces/shop';

const merge = (path: string, body: PlannedRequest['body']): PlannedRequest => ({
  ...{ method: 'PATCH', path, contentType: 'application/merge-patch+json', body },
});

export const restart: PlannedRequest = {
  method: 'PATCH',
  path: `${apps}/deployments/web`,
  contentType: 'application/strategic-merge-patch+json',
  body: {
    spec: {
      template: {
        metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-11-20T22:50:00Z' } },
      },
    },
  },
};

export const deletion: PlannedRequest = {
  method: 'DELETE',
  path: pod,
  contentType: 'application/json',
  body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid, resourceVersion: '3819' } },
};

export const eviction: PlannedRequest = {
  method: 'POST',
  path: `${pod}/eviction`,
  contentType: 'application/json',
  body: {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name: 'web-68f778c95d-4njpz', namespace: 'shop' },
    deleteOptions: { preconditions: { uid } },
  },
};

/** One request for every right there is. */
export const plannedRequests: readonly PlannedRequest[] = [
  restart,
  merge(`${apps}/statefulsets/db`, { spec: { template: {} } }),
  merge(`${apps}/daemonsets/agent`, { spec: { template: {} } }),
  merge(`${apps}/deployments/web/scale`, { spec: { replicas: 4 } }),
  merge(`${apps}/statefulsets/db/scale`, { spec: { replicas: 2 } }),
  merge('/apis/batch/v1/namespaces/shop/cronjobs/tick', { spec: { suspend: true } }),
  merge(pod, { metadata: { annotations: { 'controller.kubernetes.io/pod-deletion-cost': '-100' } } }),
  merge('/api/v1/nodes/ip-10-0-0-7.eu-west-1.compute.internal', { spec: { unschedulable: true } }),
  deletion,
  eviction,
];
