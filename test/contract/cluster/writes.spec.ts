import { expect } from 'vitest';
import { type ClusterUnderTest, jsonOf, type Reply, type Status } from './cluster-under-test.ts';
import { describeCluster } from './describe-cluster.ts';

const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const JSON_PATCH = 'application/json-patch+json';
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** What these rules look at of an object, whichever kind it is. */
type Written = {
  kind: string;
  metadata: {
    name: string;
    uid: string;
    generation: number;
    resourceVersion: string;
    managedFields: { manager: string }[];
  };
  spec: { replicas: number; template: { spec: { containers: unknown[] } } };
  status: {
    conditions: { type: string; reason: string }[];
    observedGeneration?: number;
    replicas: number;
    updatedReplicas: number;
    availableReplicas: number;
  };
};

const restart = (at: string) => ({
  spec: { template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': at } } } },
});

const REJECTED = {
  code: 422,
  reason: 'Invalid',
  message: 'the server rejected our request due to an error in our request',
};

describeCluster('writes', (rule) => {
  const web = ({ namespace }: ClusterUnderTest) => `/apis/apps/v1/namespaces/${namespace}/deployments/web`;
  const pod = ({ namespace }: ClusterUnderTest, name: string) =>
    `/api/v1/namespaces/${namespace}/pods/${name}`;
  const policies = ({ namespace }: ClusterUnderTest) =>
    `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
  const patch = (cluster: ClusterUnderTest, path: string, body: unknown, type = STRATEGIC) =>
    cluster.send(path, { method: 'PATCH', body, type });
  const shown = async (cluster: ClusterUnderTest, path: string) => jsonOf<Written>(await cluster.send(path));
  const refusal = (reply: Reply) => {
    const { code, reason, message } = jsonOf<Status>(reply);
    return { code, reason, message };
  };

  rule('a dry run answers as if it had been done, and does nothing', async (cluster) => {
    const before = await shown(cluster, web(cluster));

    const dry = await patch(cluster, `${web(cluster)}?dryRun=All`, restart('2026-03-14T03:00:00Z'));

    expect(dry.status).toBe(200);
    expect(jsonOf<Written>(dry).metadata.generation).toBe((before.metadata.generation ?? 1) + 1);
    expect(jsonOf<Written>(dry).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
    expect((await shown(cluster, web(cluster))).spec).toEqual(before.spec);
    const wrong = await patch(cluster, `${web(cluster)}?dryRun=Server`, {});
    expect(wrong.status).toBe(422);
  });

  rule('a restart makes new pods, and the same restart again makes none', async (cluster) => {
    const at = restart('2026-03-14T03:07:00Z');
    const first = jsonOf<Written>(await patch(cluster, `${web(cluster)}?fieldManager=keyturn`, at));
    await cluster.until(async () => {
      const { metadata, status } = await shown(cluster, web(cluster));
      const isSeen = status.observedGeneration === metadata.generation;
      return (
        isSeen && status.updatedReplicas === 1 && status.replicas === 1 && status.availableReplicas === 1
      );
    });

    const again = jsonOf<Written>(await patch(cluster, web(cluster), at));

    expect(again.metadata.generation).toBe(first.metadata.generation);
    const managers = again.metadata.managedFields.map(({ manager }) => manager);
    expect(managers).toContain('keyturn');
    const progress = again.status.conditions.find(({ type }) => type === 'Progressing');
    expect(progress).toMatchObject({ status: 'True', reason: 'NewReplicaSetAvailable' });
  });

  rule(
    'a JSON patch whose test fails, whose path is missing or whose op is unknown is refused alike',
    async (cluster) => {
      const steps = [
        { op: 'test', path: '/spec/replicas', value: 9 },
        { op: 'replace', path: '/spec/nothing/here', value: 1 },
        { op: 'invent', path: '/spec/replicas', value: 1 },
      ];
      for (const step of steps) {
        expect(refusal(await patch(cluster, web(cluster), [step], JSON_PATCH))).toEqual(REJECTED);
      }
    },
  );

  rule('a stale version is a conflict, another uid is invalid', async (cluster) => {
    const stale = await patch(
      cluster,
      web(cluster),
      { metadata: { resourceVersion: '1', labels: { a: 'b' } } },
      MERGE,
    );
    const other = await patch(
      cluster,
      web(cluster),
      { metadata: { uid: NOBODY, labels: { a: 'b' } } },
      MERGE,
    );

    expect(refusal(stale)).toMatchObject({ code: 409, reason: 'Conflict' });
    expect(refusal(other)).toMatchObject({ code: 422, reason: 'Invalid' });
    expect((await patch(cluster, web(cluster), {}, 'application/json')).status).toBe(415);
  });

  rule(
    'a strategic patch changes the container of this name, a merge patch replaces all',
    async (cluster) => {
      const containers = [{ name: 'app', image: 'registry.k8s.io/pause:3.9' }];
      const body = { spec: { template: { spec: { containers } } } };

      const merged = jsonOf<Written>(await patch(cluster, `${web(cluster)}?dryRun=All`, body));
      const bare = { spec: { template: { spec: { containers: [{ name: 'app' }] } } } };
      const replaced = await patch(cluster, `${web(cluster)}?dryRun=All`, bare, MERGE);

      expect(merged.spec.template.spec.containers).toMatchObject(containers);
      expect(refusal(replaced)).toMatchObject({ code: 422 });
      expect(refusal(replaced).message).toContain('spec.template.spec.containers[0].image: Required value');
    },
  );

  rule('the number of replicas is changed through scale, with a test of the old one', async (cluster) => {
    const path = `${web(cluster)}/scale?dryRun=All`;
    const steps = (old: number) => [
      { op: 'test', path: '/spec/replicas', value: old },
      { op: 'replace', path: '/spec/replicas', value: 3 },
    ];

    const scaled = jsonOf<Written>(await patch(cluster, path, steps(1), JSON_PATCH));

    expect(scaled).toMatchObject({ kind: 'Scale', spec: { replicas: 3 } });
    expect(refusal(await patch(cluster, path, steps(7), JSON_PATCH))).toEqual(REJECTED);
    expect((await patch(cluster, path, { spec: { replicas: -1 } }, MERGE)).status).toBe(422);
  });

  rule('a policy is made once, and deleted by its uid', async (cluster) => {
    const body = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'isolate' },
      spec: { podSelector: { matchLabels: { app: 'none' } }, policyTypes: ['Ingress', 'Egress'] },
    };
    const post = (query = '') => cluster.send(`${policies(cluster)}${query}`, { method: 'POST', body });
    const remove = (uid: string) =>
      cluster.send(`${policies(cluster)}/isolate`, { method: 'DELETE', body: { preconditions: { uid } } });

    const dry = await post('?dryRun=All');
    expect(dry.status).toBe(201);
    expect(jsonOf<Written>(dry).metadata.resourceVersion).toBeUndefined();
    expect((await cluster.send(`${policies(cluster)}/isolate`)).status).toBe(404);
    const made = await post();
    expect(made.status).toBe(201);
    expect(refusal(await post())).toMatchObject({ code: 409, reason: 'AlreadyExists' });
    expect(refusal(await remove(NOBODY))).toMatchObject({ code: 409, reason: 'Conflict' });
    const { uid } = jsonOf<Written>(made).metadata;
    expect(jsonOf<Written>(await remove(uid))).toMatchObject({ status: 'Success', details: { uid } });
  });

  rule('a pod is deleted under its uid, and goes', async (cluster) => {
    const path = pod(cluster, 'fine');
    const { metadata } = await shown(cluster, path);
    const remove = (uid: string, more = {}) =>
      cluster.send(path, { method: 'DELETE', body: { preconditions: { uid }, ...more } });

    expect(refusal(await remove(NOBODY))).toMatchObject({ code: 409, reason: 'Conflict' });
    const dry = await remove(metadata.uid, { dryRun: ['All'] });
    expect(jsonOf<Written>(dry)).toMatchObject({ kind: 'Pod', metadata: { uid: metadata.uid } });
    expect((await cluster.send(path)).status).toBe(200);
    expect((await remove(metadata.uid)).status).toBe(200);
    await cluster.until(async () => (await cluster.send(path)).status === 404);
  });

  rule('a pod is evicted under its name and uid', async (cluster) => {
    const path = pod(cluster, 'two');
    const { metadata } = await shown(cluster, path);
    const evict = (name: string, uid: string, dryRun: string[] = []) =>
      cluster.send(`${path}/eviction`, {
        method: 'POST',
        body: {
          apiVersion: 'policy/v1',
          kind: 'Eviction',
          metadata: { name },
          deleteOptions: { preconditions: { uid }, dryRun },
        },
      });

    expect((await evict('other', metadata.uid)).status).toBe(400);
    expect((await evict('two', NOBODY)).status).toBe(409);
    expect((await evict('two', metadata.uid, ['All'])).status).toBe(201);
    expect((await cluster.send(path)).status).toBe(200);
    expect(jsonOf<Written>(await evict('two', metadata.uid))).toMatchObject({ status: 'Success', code: 201 });
    await cluster.until(async () => (await cluster.send(path)).status === 404);
  });
});
