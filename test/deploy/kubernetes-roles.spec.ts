import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { ClusterObject } from '../../sandbox/cluster/cluster-object.ts';
import type { SandboxCluster } from '../../sandbox/cluster/sandbox-cluster.ts';
import { startCluster } from '../../sandbox/cluster/start-cluster.ts';
import { loadStory } from '../../sandbox/stories/load-story.ts';
import type { ClusterView } from '../../src/domain/cluster/cluster-view.ts';
import { createClusters, type OpenClusters } from '../../src/integrations/kubernetes/create-clusters.ts';
import { viewKinds } from '../../src/integrations/kubernetes/view-sources.ts';
import { systemClock } from '../../src/integrations/system/system-clock.ts';
import { ClusterFailure } from '../../src/ports/cluster-failure.ts';
import type { ClusterReader, Harmlessness } from '../../src/ports/cluster-reader.ts';

/** Kinds that the shipped role does not read, on purpose: who asks for one is told the rule. */
const unread = [
  // Who may do what is nothing that an incident's channel has to know.
  'list clusterrolebindings.rbac.authorization.k8s.io',
  'list clusterroles.rbac.authorization.k8s.io',
  'list rolebindings.rbac.authorization.k8s.io',
  'list roles.rbac.authorization.k8s.io',
  'list certificatesigningrequests.certificates.k8s.io',
  // The same events as in the core group.
  'list events.events.k8s.io',
  // Seldom what an incident is about.
  'list componentstatuses',
  'list csistoragecapacities.storage.k8s.io',
  'list deviceclasses.resource.k8s.io',
  'list flowschemas.flowcontrol.apiserver.k8s.io',
  'list ipaddresses.networking.k8s.io',
  'list podtemplates',
  'list prioritylevelconfigurations.flowcontrol.apiserver.k8s.io',
  'list resourceclaims.resource.k8s.io',
  'list resourceclaimtemplates.resource.k8s.io',
  'list resourceslices.resource.k8s.io',
  'list runtimeclasses.node.k8s.io',
  'list servicecidrs.networking.k8s.io',
  'list volumeattributesclasses.storage.k8s.io',
  // The operator of a custom kind adds it to the role `view`, or not.
  'list rollouts.argoproj.example',
].sort();

const one = (apiVersion: string, kind: string, spec: object = {}): ClusterObject => ({
  ...{ apiVersion, kind, metadata: { name: 'one' } },
  ...spec,
});

/** One of each kind that the story has none of, so that each right can be used. */
const oneOfEach: readonly ClusterObject[] = [
  one('v1', 'PersistentVolume', {
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
    },
    status: { phase: 'Available' },
  }),
  one('storage.k8s.io/v1', 'StorageClass', {
    provisioner: 'disks.example',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
  }),
  one('storage.k8s.io/v1', 'CSIDriver', { spec: {} }),
  one('storage.k8s.io/v1', 'CSINode', { spec: { drivers: [] } }),
  one('storage.k8s.io/v1', 'VolumeAttachment', {
    spec: { attacher: 'disks.example', nodeName: 'node-1', source: { persistentVolumeName: 'one' } },
    status: { attached: true },
  }),
  one('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'ingress.example' } }),
  one('scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }),
  one('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', { webhooks: [] }),
  one('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', { spec: { validations: [] } }),
  one('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', { spec: { policyName: 'one' } }),
  one('apiregistration.k8s.io/v1', 'APIService', {
    spec: { group: 'one.example', version: 'v1' },
    status: { conditions: [] },
  }),
  {
    ...one('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
    metadata: { name: 'rollouts.argoproj.example' },
    spec: {
      group: 'argoproj.example',
      scope: 'Namespaced',
      names: { plural: 'rollouts', singular: 'rollout', kind: 'Rollout' },
      versions: [
        { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
      ],
    },
  },
];

const reader = 'system:serviceaccount:keyturn:keyturn-reader';

const documents = (file: string): ClusterObject[] =>
  parseAllDocuments(readFileSync(join(import.meta.dirname, '../../deploy/kubernetes', file), 'utf8')).map(
    (document) => document.toJS() as ClusterObject,
  );

type Rule = { apiGroups: string[]; resources: string[]; verbs: string[] };

const soon = () => Date.now() + 60_000;

let cluster: SandboxCluster;
let clusters: OpenClusters;
let directory: string;
let view: ClusterView;
let harmlessness: Harmlessness;

/** Everything that a reader can ask, about everything that there is. */
async function askEverything(asked: ClusterReader): Promise<void> {
  await asked.identity(soon());
  harmlessness = await asked.harmlessness(soon());
  view = await asked.view({ kinds: viewKinds, namespaces: null }, soon());
  for (const resource of await asked.resources(soon())) {
    const where = { resource, namespace: null, labels: null, name: null };
    // Node leases are read in the one namespace where the role allows it.
    const inside = resource.name === 'leases' ? { ...where, namespace: 'kube-node-lease' } : where;
    try {
      const table = await asked.table(inside, 5, soon());
      await asked.names(inside, soon());
      const [first] = table.rows;
      if (first) await asked.object({ ...where, namespace: first.namespace, name: first.name }, soon());
    } catch (error) {
      if (!(error instanceof ClusterFailure)) throw error;
    }
  }
  const pod = view.pods.find(({ phase }) => phase === 'Running');
  if (!pod?.namespace) throw new Error('the story has no running pod');
  const container = pod.containers[0]?.name ?? '';
  const log = { pod: pod.name, namespace: pod.namespace, container, previous: false, since: null, tail: 5 };
  await asked.logs(log, soon());
  const question = { verb: 'list', group: '', resource: 'pods', namespace: null, name: null };
  expect((await asked.mayI(question, soon())).allowed).toBe(true);
}

beforeAll(async () => {
  const story = loadStory('healthy', { now: Date.now() });
  cluster = await startCluster({ ...story, metrics: true });
  cluster.apply(documents('reader.yaml'));
  cluster.apply(oneOfEach);
  directory = await mkdtemp(join(tmpdir(), 'keyturn-roles-'));
  const file = join(directory, 'kubeconfig');
  await writeFile(file, cluster.kubeconfig(reader));
  clusters = createClusters(
    [{ name: 'prod', access: { kind: 'kubeconfig', file, context: null }, namespaces: null, deny: [] }],
    { clock: systemClock, version: '1.2.3' },
  );
  const asked = clusters.named('prod');
  if (!asked) throw new Error('there is no cluster');
  await askEverything(asked);
});

afterAll(async () => {
  await clusters.close();
  await cluster.stop();
  await rm(directory, { recursive: true });
});

describe('the shipped role for reading', () => {
  it('is enough for a view without a gap', () => {
    expect(view.gaps).toEqual([]);
    expect(view.leases.length).toBeGreaterThan(0);
    expect(view.podusage.length).toBeGreaterThan(0);
  });

  it('can do no harm', () => {
    expect(harmlessness.harms).toEqual([]);
    expect(harmlessness.incomplete).toEqual([]);
  });

  it('reads every kind but those that are named here', () => {
    const refused = cluster.requests
      .filter(({ status }) => status === 403)
      .map(({ verb, group, resource }) => `${verb} ${resource}${group === '' ? '' : `.${group}`}`);

    expect([...new Set(refused)].sort()).toEqual(unread);
  });

  it('has no right that is not used', () => {
    const roles = documents('reader.yaml').filter(({ kind }) => kind.endsWith('Role'));
    const rights = roles.flatMap(({ metadata, rules }) =>
      (rules as Rule[]).flatMap(({ apiGroups, resources, verbs }) =>
        apiGroups.flatMap((group) =>
          resources.flatMap((resource) =>
            verbs.map((verb) => ({ group, resource, verb, namespace: metadata.namespace ?? null })),
          ),
        ),
      ),
    );
    expect(rights.length).toBeGreaterThan(15);

    const unused = rights.filter(
      (right) =>
        !cluster.requests.some(
          ({ status, group, resource, verb, namespace }) =>
            status === 200 &&
            group === right.group &&
            resource === right.resource &&
            verb === right.verb &&
            (right.namespace === null || namespace === right.namespace),
        ),
    );

    expect(unused).toEqual([]);
  });
});
