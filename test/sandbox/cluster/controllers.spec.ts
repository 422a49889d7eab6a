import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SandboxCluster } from '../../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../../sandbox/cluster/start-cluster.ts';
import { type Client, clientOf } from './client.ts';

const WORLD = `
apiVersion: v1
kind: Node
metadata: { name: node-1 }
status: { conditions: [{ type: Ready, status: 'True' }], allocatable: { cpu: '4', memory: 8Gi, pods: '20' } }
---
apiVersion: v1
kind: Node
metadata: { name: node-2 }
status: { conditions: [{ type: Ready, status: 'True' }], allocatable: { cpu: '4', memory: 8Gi, pods: '20' } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: default, generation: 1 }
spec:
  replicas: 3
  progressDeadlineSeconds: 30
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: app, image: 'shop:1.0' }], terminationGracePeriodSeconds: 2 }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: default }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web, namespace: default, generation: 1 }
spec: { minAvailable: 2, selector: { matchLabels: { app: web } } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: default, generation: 1 }
spec:
  replicas: 2
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: app, image: 'db:1.0' }] }
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: default, generation: 1 }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec: { containers: [{ name: app, image: 'agent:1.0' }] }
`;

// biome-ignore lint/suspicious/noExplicitAny: objects are looked at in many places
type Loose = any;

const DEPLOYMENT = '/apis/apps/v1/namespaces/default/deployments/web';
const START = Date.parse('2026-11-20T22:00:00Z');

describe('the controllers', () => {
  let cluster: SandboxCluster;
  let client: Client;
  beforeEach(async () => {
    cluster = await startCluster({ now: () => START });
    cluster.apply(WORLD);
    cluster.settle();
    client = clientOf(cluster);
  });
  afterEach(async () => {
    await client.close();
    await cluster.stop();
  });

  const list = async (path: string): Promise<Loose[]> => (await client.get<{ items: Loose[] }>(path)).items;
  const podsOf = (app: string) => list(`/api/v1/namespaces/default/pods?labelSelector=app=${app}`);
  const deployment = () => client.get<Loose>(DEPLOYMENT);
  const sets = () => list('/apis/apps/v1/namespaces/default/replicasets');
  const patch = async (path: string, body: object, type = 'strategic-merge-patch') => {
    const reply = await client.send(path, { method: 'PATCH', body, type: `application/${type}+json` });
    expect(reply.status).toBe(200);
  };
  const setImage = (image: string) =>
    patch(DEPLOYMENT, { spec: { template: { spec: { containers: [{ name: 'app', image }] } } } });
  const condition = (object: Loose, type: string) =>
    object.status.conditions.find((one: Loose) => one.type === type);
  const reasons = async () => (await list('/api/v1/namespaces/default/events')).map(({ reason }) => reason);

  it('bring up what was applied: pods on nodes, endpoints, budgets, statuses, events', async () => {
    const pods = await podsOf('web');
    const [slice] = await list('/apis/discovery.k8s.io/v1/namespaces/default/endpointslices');
    const [budget] = await list('/apis/policy/v1/namespaces/default/poddisruptionbudgets');

    expect(pods.map(({ status }) => status.phase)).toEqual(['Running', 'Running', 'Running']);
    expect(new Set(pods.map(({ spec }) => spec.nodeName))).toEqual(new Set(['node-1', 'node-2']));
    expect((await deployment()).status).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 3 });
    expect(slice.endpoints.map((one: Loose) => one.conditions.ready)).toEqual([true, true, true]);
    expect(budget.status).toMatchObject({ disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2 });
    expect(await reasons()).toEqual(
      expect.arrayContaining(['ScalingReplicaSet', 'SuccessfulCreate', 'Scheduled', 'Pulled', 'Started']),
    );
  });

  it('roll a restart out, so that never too few pods are ready', async () => {
    const before = (await podsOf('web')).map(({ metadata }) => metadata.uid);
    await patch(DEPLOYMENT, { spec: { template: { metadata: { annotations: { restartedAt: 'now' } } } } });

    cluster.settle();

    const after = await podsOf('web');
    expect(after).toHaveLength(3);
    expect(after.filter(({ metadata }) => before.includes(metadata.uid))).toEqual([]);
    const rolled = await deployment();
    expect(rolled.status).toMatchObject({ observedGeneration: 2, updatedReplicas: 3, availableReplicas: 3 });
    expect(rolled.metadata).toMatchObject({
      generation: 2,
      annotations: { 'deployment.kubernetes.io/revision': '2' },
    });
    expect(condition(rolled, 'Progressing').reason).toBe('NewReplicaSetAvailable');
  });

  it('find the old ReplicaSet of a template that was put back, and give it the next number', async () => {
    const [first] = await sets();
    const { template } = (await deployment()).spec;
    await setImage('shop:2.0');
    cluster.settle();
    await patch(DEPLOYMENT, [{ op: 'replace', path: '/spec/template', value: template }], 'json-patch');

    cluster.settle();

    const again = (await sets()).find(({ metadata }) => metadata.uid === first.metadata.uid);
    expect(again.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
      'deployment.kubernetes.io/revision-history': '1',
    });
    expect(again.spec.replicas).toBe(3);
    expect(await sets()).toHaveLength(2);
  });

  it('stop at an image that nobody can pull: the old pods stay, and the deadline passes', async () => {
    cluster.setImage('shop:broken', { state: 'unpullable' });
    await setImage('shop:broken');

    cluster.settle();

    const stuck = await deployment();
    expect(condition(stuck, 'Progressing')).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
    });
    expect(condition(stuck, 'Available').status).toBe('True');
    const pods = await podsOf('web');
    expect(pods.filter(({ spec }) => spec.containers[0].image === 'shop:1.0')).toHaveLength(3);
    const waiting = pods.map(({ status }) => status.containerStatuses[0].state.waiting?.reason);
    expect(waiting).toContain('ImagePullBackOff');
  });

  it('show a crash loop: restarts, back-off and the last exit', async () => {
    cluster.setImage('shop:crash', { state: 'crashes' });
    await setImage('shop:crash');

    cluster.settle();

    const crashed = (await podsOf('web')).find(({ spec }) => spec.containers[0].image === 'shop:crash');
    expect(crashed.status.containerStatuses[0]).toMatchObject({
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1 } },
      restartCount: 3,
    });
    expect(await reasons()).toContain('BackOff');
  });

  it('replace a pod that was deleted, and take it away after its grace', async () => {
    const [pod] = await podsOf('web');
    const path = `/api/v1/namespaces/default/pods/${pod.metadata.name}`;
    const reply = await client.send(path, { method: 'DELETE' });
    expect(JSON.parse(reply.text).metadata.deletionGracePeriodSeconds).toBe(2);
    expect((await client.send(path)).status).toBe(200);

    cluster.settle();

    expect((await client.send(path)).status).toBe(404);
    expect((await podsOf('web')).filter(({ status }) => status.phase === 'Running')).toHaveLength(3);
  });

  it('let a relabelled pod go, and make another', async () => {
    const [pod] = await podsOf('web');
    await patch(`/api/v1/namespaces/default/pods/${pod.metadata.name}`, {
      metadata: { labels: { app: 'quarantine' } },
    });

    cluster.settle();

    const [orphan] = await podsOf('quarantine');
    expect(orphan.metadata.uid).toBe(pod.metadata.uid);
    expect(orphan.metadata.ownerReferences).toBeUndefined();
    expect(await podsOf('web')).toHaveLength(3);
  });

  it('take the pod of the lowest cost when there are fewer', async () => {
    const [, cheap] = await podsOf('web');
    const annotations = { 'controller.kubernetes.io/pod-deletion-cost': '-100' };
    await patch(`/api/v1/namespaces/default/pods/${cheap.metadata.name}`, { metadata: { annotations } });
    await patch(`${DEPLOYMENT}/scale`, { spec: { replicas: 2 } }, 'merge-patch');

    cluster.settle();

    const left = (await podsOf('web')).map(({ metadata }) => metadata.name);
    expect(left).toHaveLength(2);
    expect(left).not.toContain(cheap.metadata.name);
  });

  it('hold an eviction back while the budget is spent, and let the next one when the pod is replaced', async () => {
    const [one, two] = await podsOf('web');
    const evict = (pod: Loose) =>
      client.send(`/api/v1/namespaces/default/pods/${pod.metadata.name}/eviction`, {
        method: 'POST',
        body: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod.metadata.name } },
      });

    expect((await evict(one)).status).toBe(201);
    expect((await evict(two)).status).toBe(429);
    cluster.settle();
    expect((await evict(two)).status).toBe(201);
  });

  it('spend the budget on a wrong uid for two minutes', async () => {
    const [one] = await podsOf('web');
    const evict = (uid: string) =>
      client.send(`/api/v1/namespaces/default/pods/${one.metadata.name}/eviction`, {
        method: 'POST',
        body: {
          apiVersion: 'policy/v1',
          kind: 'Eviction',
          metadata: { name: one.metadata.name },
          deleteOptions: { preconditions: { uid } },
        },
      });

    expect((await evict('another')).status).toBe(409);
    cluster.settle(100_000);
    expect((await evict(one.metadata.uid)).status).toBe(429);
    cluster.settle();
    expect((await evict(one.metadata.uid)).status).toBe(201);
  });

  it('taint a cordoned node, so that nothing new comes to it, and free it again', async () => {
    await patch('/api/v1/nodes/node-1', { spec: { unschedulable: true } });
    await patch(`${DEPLOYMENT}/scale`, { spec: { replicas: 6 } }, 'merge-patch');
    const before = (await podsOf('web')).filter(({ spec }) => spec.nodeName === 'node-1').length;
    cluster.settle();

    const node = await client.get<Loose>('/api/v1/nodes/node-1');
    const after = (await podsOf('web')).filter(({ spec }) => spec.nodeName === 'node-1').length;
    expect(node.spec.taints).toMatchObject([{ key: 'node.kubernetes.io/unschedulable' }]);
    expect(after).toBe(before);
    await patch('/api/v1/nodes/node-1', { spec: { unschedulable: null } });
    cluster.settle();
    expect((await client.get<Loose>('/api/v1/nodes/node-1')).spec.taints).toBeUndefined();
  });

  it('replace the pods of a StatefulSet from the last to the first, under their names', async () => {
    const before = await podsOf('db');
    await patch('/apis/apps/v1/namespaces/default/statefulsets/db', {
      spec: { template: { spec: { containers: [{ name: 'app', image: 'db:2.0' }] } } },
    });

    cluster.settle();

    const after = await podsOf('db');
    expect(after.map(({ metadata }) => metadata.name)).toEqual(['db-0', 'db-1']);
    expect(after.map(({ spec }) => spec.containers[0].image)).toEqual(['db:2.0', 'db:2.0']);
    expect(after[1].metadata.creationTimestamp < after[0].metadata.creationTimestamp).toBe(true);
    expect(before.map(({ metadata }) => metadata.uid)).not.toContain(after[0].metadata.uid);
    const revisions = await list('/apis/apps/v1/namespaces/default/controllerrevisions?labelSelector=app=db');
    expect(revisions.map(({ revision }) => revision).sort()).toEqual([1, 2]);
  });

  it('keep one pod of a DaemonSet on every node', async () => {
    await patch('/apis/apps/v1/namespaces/default/daemonsets/agent', {
      spec: { template: { spec: { containers: [{ name: 'app', image: 'agent:2.0' }] } } },
    });
    cluster.settle();

    const pods = await podsOf('agent');
    expect(pods.map(({ spec }) => spec.nodeName).sort()).toEqual(['node-1', 'node-2']);
    expect(pods.map(({ spec }) => spec.containers[0].image)).toEqual(['agent:2.0', 'agent:2.0']);
  });

  it('say why no pod can be made, and make it when it can', async () => {
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'team', namespace: 'default' },
      spec: { hard: { pods: '0' } },
    };
    cluster.apply([quota]);
    await patch(`${DEPLOYMENT}/scale`, { spec: { replicas: 4 } }, 'merge-patch');
    cluster.settle();

    expect(condition(await deployment(), 'ReplicaFailure').message).toContain('exceeded quota: team');
    expect(await reasons()).toContain('FailedCreate');
    cluster.remove({ kind: 'ResourceQuota', name: 'team' });
    cluster.settle();
    expect((await deployment()).status.readyReplicas).toBe(4);
  });

  it('take away what belonged to a deleted Deployment', async () => {
    await client.send(DEPLOYMENT, { method: 'DELETE', body: { propagationPolicy: 'Foreground' } });
    expect((await deployment()).metadata.finalizers).toEqual(['foregroundDeletion']);

    cluster.settle();

    expect((await client.send(DEPLOYMENT)).status).toBe(404);
    expect([...(await sets()), ...(await podsOf('web'))]).toEqual([]);
  });

  it('give the same names in every run', async () => {
    const other = await startCluster({ now: () => START });
    other.apply(WORLD);
    other.settle();
    const second = clientOf(other);
    const { items } = await second.get<{ items: Loose[] }>('/api/v1/namespaces/default/pods');
    await second.close();
    await other.stop();

    const ours = await list('/api/v1/namespaces/default/pods');
    expect(items.map(({ metadata }) => metadata.name)).toEqual(ours.map(({ metadata }) => metadata.name));
  });
});
