import { afterEach, describe, expect, it } from 'vitest';
import { loadStory } from '../../../sandbox/stories/load-story.ts';
import type { ClusterView, ViewKind } from '../../../src/domain/cluster/cluster-view.ts';
import { createIdentity } from '../../../src/integrations/kubernetes/identity.ts';
import type { JsonDoor } from '../../../src/integrations/kubernetes/json-door.ts';
import type { ReadScope } from '../../../src/integrations/kubernetes/read-scope.ts';
import { readView } from '../../../src/integrations/kubernetes/read-view.ts';
import { viewKinds } from '../../../src/integrations/kubernetes/view-sources.ts';
import { systemClock } from '../../../src/integrations/system/system-clock.ts';
import { type AskedCluster, soon, startAskedCluster } from './asked-cluster.ts';

let asked: AskedCluster | undefined;
afterEach(async () => {
  await asked?.stop();
  asked = undefined;
});

const everything: ReadScope = { namespaces: null, deny: [] };

async function started(options: Parameters<typeof startAskedCluster>[0] = {}) {
  asked = await startAskedCluster(options);
  return asked.cluster;
}

async function view(
  request: { kinds: readonly ViewKind[]; namespaces?: readonly string[] },
  { door, scope = everything, user }: { door?: JsonDoor; scope?: ReadScope; user?: string } = {},
): Promise<ClusterView> {
  const through = door ?? (await asked?.doorOf(user));
  if (!through) throw new Error('no cluster was started');
  const clock = systemClock;
  const identity = createIdentity({ name: 'prod-eu1', door: through, clock });
  const deps = { door: through, identity, scope, clock };
  return readView(deps, { namespaces: null, ...request }, soon());
}

const object = (kind: string, name: string, namespace = 'shop', apiVersion = 'v1') => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
});

const inCluster = (apiVersion: string, kind: string, name: string) => ({
  apiVersion,
  kind,
  metadata: { name },
});

const namesOf = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).sort();

describe('a view of a whole story', () => {
  it('has every object of every kind, and no gap', async () => {
    const story = loadStory('healthy', { now: Date.now() });
    const cluster = await started({ objects: story.objects, logs: story.logs, metrics: true });

    const found = await view({ kinds: viewKinds });

    expect(found.gaps).toEqual([]);
    expect(found.cluster).toMatchObject({
      name: 'prod-eu1',
      uid: cluster.uid,
      server: new URL(cluster.url).host,
      version: expect.stringMatching(/^v1\./),
    });
    const given = (kind: string) =>
      story.objects
        .filter((one) => one.kind === kind)
        .map(({ metadata }) => metadata.name)
        .sort();
    expect(namesOf(found.pods)).toEqual(given('Pod'));
    expect(namesOf(found.deployments)).toEqual(given('Deployment'));
    expect(namesOf(found.nodes)).toEqual(given('Node'));
    expect(namesOf(found.endpointslices)).toEqual(given('EndpointSlice'));
    expect(namesOf(found.podusage)).toEqual(given('PodMetrics'));
    expect(found.events.length).toBe(given('Event').length);
    expect(found.events.every(({ lastAt }) => lastAt > 0)).toBe(true);
    expect(cluster.requests.filter(({ path }) => path.includes('resourceVersion'))).toEqual([]);
    expect(cluster.requests.every(({ userAgent }) => userAgent === 'keyturn/1.2.3')).toBe(true);
  });

  it('has nothing of kinds that were not asked for', async () => {
    const cluster = await started({ objects: [object('Pod', 'web'), object('Service', 'web')] });

    const found = await view({ kinds: ['services'] });

    expect([found.asked, found.pods.length, found.services.length]).toEqual([['services'], 0, 1]);
    expect(cluster.requests.map(({ resource }) => resource)).not.toContain('pods');
  });
});

describe('lists', () => {
  it('are read in pages of 500', async () => {
    const objects = Array.from({ length: 1_201 }, (_, i) => object('Pod', `pod-${i}`));
    const cluster = await started({ objects });

    const found = await view({ kinds: ['pods'] });

    expect(new Set(namesOf(found.pods)).size).toBe(1_201);
    const lists = cluster.requests.filter(({ resource }) => resource === 'pods');
    expect(lists).toHaveLength(3);
    expect(lists.every(({ path }) => path.startsWith('/api/v1/pods?limit=500'))).toBe(true);
  });

  it('of leases are read where nodes have theirs', async () => {
    await started({
      objects: [
        object('Lease', 'node-1', 'kube-node-lease', 'coordination.k8s.io/v1'),
        object('Lease', 'some-controller', 'kube-system', 'coordination.k8s.io/v1'),
      ],
    });

    expect(namesOf((await view({ kinds: ['leases'] })).leases)).toEqual(['node-1']);
  });

  it('of webhook configurations are two', async () => {
    const group = 'admissionregistration.k8s.io/v1';
    await started({
      objects: [
        inCluster(group, 'ValidatingWebhookConfiguration', 'a'),
        inCluster(group, 'MutatingWebhookConfiguration', 'b'),
      ],
    });

    const found = await view({ kinds: ['webhookconfigurations'] });

    expect(found.webhookconfigurations.map(({ kind, name }) => [kind, name]).sort()).toEqual([
      ['MutatingWebhookConfiguration', 'b'],
      ['ValidatingWebhookConfiguration', 'a'],
    ]);
  });
});

describe('what may not be read', () => {
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'reader', namespace: 'shop' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
  };
  const binding = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'reader', namespace: 'shop' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reader' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'bot' }],
  };
  const objects = [role, binding, object('Pod', 'web'), object('Pod', 'other', 'apps')];

  it('is a gap with the rule that would allow it', async () => {
    await started({ objects });

    const found = await view({ kinds: ['pods', 'deployments'] }, { user: 'bot' });

    expect(found.gaps).toEqual([
      {
        kind: 'pods',
        namespace: null,
        why: 'forbidden',
        sentence:
          'pods in the whole cluster may not be read. A role with this rule would allow it: list pods.',
      },
      expect.objectContaining({
        kind: 'deployments',
        sentence: expect.stringContaining('list deployments.apps.'),
      }),
    ]);
    expect(found.cluster).toMatchObject({ name: 'prod-eu1', uid: '' });
  });

  it('is not asked for where the configuration names the namespaces', async () => {
    const cluster = await started({ objects });
    const scope = { namespaces: ['shop', 'apps'], deny: [] };

    const found = await view({ kinds: ['pods'] }, { user: 'bot', scope });

    expect(namesOf(found.pods)).toEqual(['web']);
    expect(found.gaps).toMatchObject([{ kind: 'pods', namespace: 'apps', why: 'forbidden' }]);
    const lists = cluster.requests.filter(({ resource }) => resource === 'pods');
    expect(lists.map(({ namespace }) => namespace).sort()).toEqual(['apps', 'shop']);
  });

  it('is a namespace outside of the configuration, whoever asks', async () => {
    const cluster = await started({ objects });
    const scope = { namespaces: ['shop'], deny: [] };

    const found = await view({ kinds: ['pods'], namespaces: ['shop', 'apps'] }, { scope });

    expect(namesOf(found.pods)).toEqual(['web']);
    expect(found.gaps).toMatchObject([
      {
        namespace: 'apps',
        why: 'forbidden',
        sentence: expect.stringContaining('the configuration does not allow the namespace apps, only shop'),
      },
    ]);
    expect(cluster.requests.some(({ namespace }) => namespace === 'apps')).toBe(false);
  });

  it('is a kind that the configuration denies', async () => {
    const cluster = await started({ objects: [object('ConfigMap', 'flags')] });

    const found = await view(
      { kinds: ['configmaps', 'pods'] },
      { scope: { namespaces: null, deny: ['ConfigMap'] } },
    );

    expect(found.configmaps).toEqual([]);
    expect(found.gaps).toMatchObject([
      { kind: 'configmaps', why: 'forbidden', sentence: expect.stringMatching(/denies configmaps/) },
    ]);
    expect(cluster.requests.some(({ resource }) => resource === 'configmaps')).toBe(false);
  });

  it('are metrics where there are none', async () => {
    await started();

    const found = await view({ kinds: ['podusage'] });

    expect(found.gaps).toEqual([
      {
        kind: 'podusage',
        namespace: null,
        why: 'absent',
        sentence: 'metrics.k8s.io is not installed, so nobody knows what is used.',
      },
    ]);
  });
});

it('200 reads go over no more connections than the pool has', async () => {
  const cluster = await started({ objects: [object('Pod', 'web')] });
  const door = await asked?.doorOf();
  if (!door) throw new Error('no cluster was started');
  const read = () => door.get({ path: '/api/v1/namespaces/shop/pods/web', rule: null, until: soon() });

  await Promise.all(Array.from({ length: 200 }, read));

  expect(cluster.requests.length).toBe(200);
  expect(cluster.connections()).toBeLessThanOrEqual(8);
});
