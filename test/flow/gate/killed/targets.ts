import type { ClusterObject } from '../../../../sandbox/cluster/cluster-object.ts';
import type { SandboxCluster } from '../../../../sandbox/cluster/sandbox-cluster.ts';
import type { Parameters } from '../../../../src/domain/action/action.ts';
import type { ActionName } from '../../../../src/domain/action/action-name.ts';
import type { Wish } from '../../../../src/domain/proposal/proposal.ts';
import { type Client, clientOf, type Reply } from '../../../sandbox/cluster/client.ts';

const NAMESPACE = 'shop';
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const IMAGE = 'registry.example.com/killed/app:1.0';

/** What a change is made to, and how to see that it was. */
export type Target = {
  readonly name: string;
  readonly wish: Pick<Wish, 'action' | 'target' | 'parameters'>;
  /** What of the object the change is about, as it is now: it differs exactly when it was made. */
  touched(): unknown;
};

// biome-ignore lint/suspicious/noExplicitAny: objects of many kinds are looked into
type Loose = any;

const workload = (name: string, version = 1): ClusterObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: NAMESPACE, annotations: { team: 'shop' } },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [{ name: 'app', image: IMAGE, env: [{ name: 'VERSION', value: String(version) }] }],
      },
    },
  },
});

const nodeNamed = (name: string, unschedulable: boolean): ClusterObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'kubernetes.io/hostname': name }, annotations: { team: 'shop' } },
  // With the taint that the controllers give it, and take away again when it is uncordoned.
  spec: unschedulable
    ? { unschedulable, taints: [{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }] }
    : {},
  status: {
    conditions: [{ type: 'Ready', status: 'True' }],
    allocatable: { cpu: '4', memory: '8Gi', pods: '0' },
    capacity: { cpu: '4', memory: '8Gi', pods: '0' },
  },
});

const cronJob = (name: string, suspend: boolean): ClusterObject => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name, namespace: NAMESPACE, annotations: { team: 'shop' } },
  spec: {
    schedule: '0 4 * * *',
    suspend,
    jobTemplate: {
      spec: {
        template: {
          spec: { restartPolicy: 'Never', containers: [{ name: 'app', image: IMAGE }] },
        },
      },
    },
  },
});

/** Makes an object of its own for each change, and lets the controllers come to rest. */
export async function prepareTargets(
  cluster: SandboxCluster,
  wanted: readonly { readonly key: string; readonly action: ActionName }[],
): Promise<readonly Target[]> {
  const client = clientOf(cluster);
  // The last node of its pool nobody cordons.
  cluster.apply([nodeNamed('another-node', false)]);
  for (const { key, action } of wanted) await make(cluster, client, action, key);
  cluster.settle();
  for (const { key, action } of wanted) if (action === 'undo') await changeTemplate(client, key);
  cluster.settle();
  const { items } = await client.get<{ items: readonly Loose[] }>(`/api/v1/namespaces/${NAMESPACE}/pods`);
  await client.close();
  return wanted.map(({ key, action }) => {
    const pod = items.find(({ metadata }) => metadata.labels?.app === key);
    return targetOf(cluster, action, key, pod);
  });
}

async function make(cluster: SandboxCluster, client: Client, action: ActionName, key: string): Promise<void> {
  // A node brings its status along, as no request of ours could.
  if (action === 'cordon' || action === 'uncordon') {
    cluster.apply([nodeNamed(key, action === 'uncordon')]);
    return;
  }
  const isJob = action === 'suspend' || action === 'resume';
  const place = isJob ? '/apis/batch/v1/namespaces/shop/cronjobs' : DEPLOYMENTS;
  const body = isJob ? cronJob(key, action === 'resume') : workload(key);
  await accepted(client.send(place, { method: 'POST', body }));
}

/** A second revision of it. */
async function changeTemplate(client: Client, name: string): Promise<void> {
  const { spec }: Loose = workload(name, 2);
  const body = { spec: { template: spec.template } };
  const type = 'application/merge-patch+json';
  await accepted(client.send(`${DEPLOYMENTS}/${name}`, { method: 'PATCH', type, body }));
}

async function accepted(answer: Promise<Reply>): Promise<void> {
  const { status, text } = await answer;
  if (status >= 300) throw new Error(text);
}

const kinds: Readonly<Partial<Record<ActionName, string>>> = {
  'delete-pod': 'Pod',
  evict: 'Pod',
  quarantine: 'Pod',
  'deletion-cost': 'Pod',
  cordon: 'Node',
  uncordon: 'Node',
  suspend: 'CronJob',
  resume: 'CronJob',
};

function targetOf(cluster: SandboxCluster, action: ActionName, key: string, pod: Loose): Target {
  const kind = kinds[action] ?? 'Deployment';
  const name = kind === 'Pod' ? pod.metadata.name : key;
  const namespace = kind === 'Node' ? null : NAMESPACE;
  const ref = { kind, name, ...(namespace === null ? {} : { namespace }) };
  return {
    name,
    wish: {
      action,
      target: { resource: `${kind.toLowerCase()}s`, name, namespace },
      parameters: parametersOf(action, pod),
    },
    touched: () => structuredClone(touchedBy(action, cluster.object(ref))),
  };
}

function parametersOf(action: ActionName, pod: Loose): Parameters {
  if (action === 'scale') return { replicas: 4 };
  if (action === 'deletion-cost') return { cost: -5 };
  return action === 'set-image' ? { image: pod.status.containerStatuses[0].imageID } : {};
}

function touchedBy(action: ActionName, object: Loose): unknown {
  if (object === undefined) return 'gone';
  const { metadata, spec } = object;
  switch (action) {
    case 'delete-pod':
    case 'evict':
      return metadata.deletionTimestamp === undefined ? metadata.uid : 'gone';
    case 'quarantine':
      return metadata.labels;
    case 'deletion-cost':
      return metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'];
    case 'cordon':
    case 'uncordon':
      return spec.unschedulable === true;
    case 'suspend':
    case 'resume':
      return spec.suspend === true;
    case 'scale':
      return spec.replicas;
    default:
      return spec.template;
  }
}
