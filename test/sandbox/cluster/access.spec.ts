import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { type Client, clientOf } from './client.ts';

const ACCOUNT = 'system:serviceaccount:keyturn:reader';

const bind = (role: string, subject: object, namespace?: string) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
  metadata: { name: `to-${role}`, ...(namespace ? { namespace } : {}) },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [subject],
});

const role = (name: string, rule: object, labels?: Record<string, string>) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name, ...(labels ? { labels } : {}) },
  rules: [rule],
});

const reader = { kind: 'ServiceAccount', name: 'reader', namespace: 'keyturn' };

let cluster: SandboxCluster;
let bot: Client;

beforeEach(async () => {
  cluster = await startCluster();
  bot = clientOf(cluster, ACCOUNT);
});
afterEach(async () => {
  await bot.close();
  await cluster.stop();
});

/** The status of a GET of each path. */
const statuses = async (...paths: string[]) => {
  const replies = [];
  for (const path of paths) replies.push((await bot.send(path)).status);
  return replies;
};

const inShop = (resource: string) => `/api/v1/namespaces/shop/${resource}`;

describe('access to the sandbox cluster', () => {
  it('with the view role is what Kubernetes ships: no Secrets, no nodes, no roles', async () => {
    cluster.apply([bind('view', reader)]);

    const allowed = await statuses(
      inShop('pods'),
      inShop('configmaps'),
      inShop('events'),
      '/api/v1/namespaces',
    );
    const refused = await statuses(
      inShop('secrets'),
      '/api/v1/nodes',
      '/apis/rbac.authorization.k8s.io/v1/clusterroles',
      '/apis/events.k8s.io/v1/namespaces/shop/events',
      '/apis/coordination.k8s.io/v1/leases',
    );

    expect(allowed).toEqual([200, 200, 200, 200]);
    expect(refused).toEqual([403, 403, 403, 403, 403]);
  });

  it('by a RoleBinding ends at its namespace', async () => {
    cluster.apply([bind('view', reader, 'shop')]);

    expect(await statuses(inShop('pods'), '/api/v1/namespaces/pay/pods', '/api/v1/pods')).toEqual([
      200, 403, 403,
    ]);
  });

  it('grows with a role that is aggregated into the one that is bound', async () => {
    cluster.apply([bind('view', reader)]);
    const before = await statuses('/api/v1/nodes');

    const aggregated = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
    cluster.apply([role('nodes', { apiGroups: [''], resources: ['nodes'], verbs: ['list'] }, aggregated)]);

    expect([...before, ...(await statuses('/api/v1/nodes'))]).toEqual([403, 200]);
  });

  it('may be to some names only, in a list by its field selector', async () => {
    cluster.apply([
      bind('one', reader),
      role('one', {
        apiGroups: [''],
        resources: ['namespaces'],
        resourceNames: ['default'],
        verbs: ['get', 'list'],
      }),
    ]);

    const all = '/api/v1/namespaces';
    expect(
      await statuses(
        `${all}/default`,
        `${all}/kube-system`,
        all,
        `${all}?fieldSelector=metadata.name=default`,
      ),
    ).toEqual([200, 403, 403, 200]);
  });

  it('to a resource is not access to its subresources', async () => {
    cluster.apply([
      bind('pods', reader),
      role('pods', { apiGroups: [''], resources: ['pods'], verbs: ['get'] }),
    ]);

    expect(await statuses(inShop('pods/absent'), inShop('pods/absent/log'))).toEqual([404, 403]);
  });

  it('by a binding to a role that is gone is refused with its name', async () => {
    cluster.apply([bind('gone', reader)]);

    const { text } = await bot.send('/api/v1/nodes');

    expect(JSON.parse(text).message).toBe(
      `nodes is forbidden: User "${ACCOUNT}" cannot list resource "nodes" in API group "" at the cluster scope: RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found`,
    );
  });

  it('ends when the binding is taken away', async () => {
    cluster.apply([bind('view', reader)]);
    const before = await statuses('/api/v1/pods');

    cluster.remove({ kind: 'ClusterRoleBinding', name: 'to-view' });

    expect([...before, ...(await statuses('/api/v1/pods'))]).toEqual([200, 403]);
  });

  it('is reviewed as incomplete where a webhook decides, too', async () => {
    const other = await startCluster({ webhookAuthorizer: true });
    const client = clientOf(other, ACCOUNT);
    const body = { spec: { namespace: 'shop' } };
    const path = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';

    const { text } = await client.send(path, { method: 'POST', body });

    expect(JSON.parse(text).status).toMatchObject({
      incomplete: true,
      evaluationError: 'webhook authorizer does not support user rule resolution',
    });
    await client.close();
    await other.stop();
  });
});
