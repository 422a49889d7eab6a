import { jsonPatch } from '../../../../sandbox/cluster/patches/json-patch.ts';
import { mergePatch } from '../../../../sandbox/cluster/patches/merge-patch.ts';
import type { PlannedRequest } from '../../../../src/domain/action/planned-request.ts';
import { rawAt, rawUid } from '../../../../src/domain/action/raw-object.ts';
import type { ClusterView } from '../../../../src/domain/cluster/cluster-view.ts';
import type { Node, Taint } from '../../../../src/domain/cluster/node.ts';
import type { Pod } from '../../../../src/domain/cluster/pod.ts';
import type { Deployment } from '../../../../src/domain/cluster/workload.ts';
import type { Json, JsonObject } from '../../../../src/domain/json.ts';
import { ClusterFailure } from '../../../../src/ports/cluster-failure.ts';
import { rawOf } from '../../../builders/actions.ts';
import { view } from '../../../builders/cluster.ts';
import { namespace, service, slice } from '../../../builders/cluster-network.ts';
import { condition, node } from '../../../builders/cluster-pods.ts';
import { deployment, podOf, replicaSet } from '../../../builders/cluster-workloads.ts';

type Thing = Deployment | Pod | Node;

const POD = 'checkout-7d9f-0';

/** The names by which people mean what there is. */
export const targets = {
  restart: { resource: 'deployments', name: 'checkout', namespace: 'shop' },
  scale: { resource: 'deployments', name: 'checkout', namespace: 'shop' },
  'delete-pod': { resource: 'pods', name: POD, namespace: 'shop' },
  cordon: { resource: 'nodes', name: 'node-a', namespace: null },
} as const;

/**
 * A small API server in memory with a Deployment, its pods and two nodes: it takes the requests of four actions of
 * different kinds (a patch with a note, one without, a removal, one of a cluster-scoped object), and counts what they do.
 */
export function createFuzzCluster() {
  let made = 0;
  const fresh = (): number => {
    made += 1;
    return made;
  };
  const state = {
    uid: 'uid-kube-system',
    checkout: deployment() as Deployment | null,
    pods: [] as readonly Pod[],
    nodes: [node(), node({ name: 'node-b', uid: 'uid-b' })] as readonly Node[],
    /** What a mutating webhook writes onto every Deployment; null: there is none. */
    webhook: null as string | null,
    /** Of heartbeats and the like: grows by itself, and means nothing. */
    noise: 0,
  };
  state.pods = podsFor(state.checkout, fresh());

  const find = (path: string): Thing | undefined => {
    const [, plural, name] = /\/(deployments|pods|nodes)\/([^/]+)/.exec(path) ?? [];
    const all: Readonly<Record<string, readonly (Thing | null)[]>> = {
      deployments: [state.checkout],
      pods: state.pods,
      nodes: state.nodes,
    };
    return all[plural ?? '']?.find((each) => each?.name === name) ?? undefined;
  };
  const rawNow = (thing: Thing): JsonObject => {
    const raw = rawOf(thing);
    const noise = { resourceVersion: String(4711 + state.noise), managedFields: [{ time: state.noise }] };
    return {
      ...raw,
      metadata: { ...(raw.metadata as JsonObject), ...noise },
      status: { observed: state.noise },
    };
  };
  const put = (thing: Thing, raw: JsonObject): void => {
    const changed = takenFrom(thing, raw);
    if (changed.kind === 'Deployment') state.checkout = changed;
    if (changed.kind === 'Node') state.nodes = state.nodes.map((each) => (each === thing ? changed : each));
  };
  const around = (): ClusterView => viewOf(state);
  return {
    state,
    view: around,
    read(path: string): JsonObject {
      if (path.endsWith('/namespaces/kube-system')) return { metadata: { uid: state.uid } };
      const thing = find(path);
      if (thing === undefined) throw new ClusterFailure('not-found', { detail: `${path} not found` });
      return rawNow(thing);
    },
    /** What the request would lead to; with `really` it does. Throws what the API server refuses. */
    take(request: PlannedRequest, really: boolean): JsonObject {
      const thing = find(request.path);
      if (thing === undefined) throw new ClusterFailure('refused', { detail: 'not found' });
      const raw = rawNow(thing);
      if (request.method !== 'PATCH') {
        if (preconditionOf(request) !== thing.uid)
          throw new ClusterFailure('refused', { detail: 'another uid' });
        if (really) state.pods = state.pods.filter((each) => each !== thing);
        return { status: 'Success' };
      }
      const written = request.path.endsWith('/scale') ? null : state.webhook;
      const patched = webhooked(written, thing, patchedBy(request, raw));
      if (rawUid(patched) !== thing.uid) throw new ClusterFailure('refused', { detail: 'another uid' });
      if (really) put(thing, patched);
      return patched;
    },
    /** The controllers do what is to be done: all pods are new and ready. */
    controllersAct(): void {
      const { checkout } = state;
      if (checkout === null) return;
      const { replicas, generation } = checkout;
      const counts = { readyReplicas: replicas, currentReplicas: replicas, updatedReplicas: replicas };
      state.checkout = {
        ...checkout,
        ...counts,
        availableReplicas: replicas,
        observedGeneration: generation,
      };
      state.pods = podsFor(state.checkout, fresh());
      state.nodes = state.nodes.map((each) => ({ ...each, taints: each.unschedulable ? [TAINT] : [] }));
    },
    /** Somebody deletes everything of checkout and makes it again, under the same names. */
    madeAgain(): void {
      state.checkout = deployment({ uid: `uid-again-${fresh()}` });
      state.pods = podsFor(state.checkout, fresh());
    },
    /** Only one pod stays ready: what could break is worse now. */
    othersFail(): void {
      const failed = [condition('Ready', 'False'), condition('PodScheduled', 'True')];
      state.pods = state.pods.map((each) => (each.name === POD ? each : { ...each, conditions: failed }));
    },
  };
}

export type FuzzCluster = ReturnType<typeof createFuzzCluster>;

const TAINT: Taint = {
  key: 'node.kubernetes.io/unschedulable',
  value: '',
  effect: 'NoSchedule',
  addedAt: null,
};

function podsFor(owner: Deployment | null, made: number): readonly Pod[] {
  if (owner === null) return [];
  const set = replicaSet(owner);
  return Array.from({ length: owner.replicas }, (_, index) =>
    podOf(set, {
      name: `checkout-7d9f-${index}`,
      uid: `uid-pod-${made}-${index}`,
      node: index % 2 ? 'node-b' : 'node-a',
    }),
  );
}

function viewOf({ uid, checkout, pods, nodes }: FuzzCluster['state']): ClusterView {
  const front = service();
  const cluster = { ...view().cluster, uid };
  return view({
    cluster,
    pods,
    nodes,
    deployments: checkout === null ? [] : [checkout],
    replicasets: checkout === null ? [] : [replicaSet(checkout)],
    services: [front],
    endpointslices: [slice(front, pods)],
    namespaces: [namespace()],
  });
}

function preconditionOf({ body }: PlannedRequest): Json | undefined {
  const map = body as JsonObject;
  return rawAt(map, ['preconditions', 'uid']) ?? rawAt(map, ['deleteOptions', 'preconditions', 'uid']);
}

function patchedBy({ contentType, body }: PlannedRequest, raw: JsonObject): JsonObject {
  // The sandbox types JSON by itself.
  const target = structuredClone(raw) as Parameters<typeof jsonPatch>[0];
  const patch = body as Parameters<typeof jsonPatch>[1];
  try {
    return contentType === 'application/json-patch+json'
      ? (jsonPatch(target, patch) as JsonObject)
      : (mergePatch(target, patch as Parameters<typeof mergePatch>[1]) as JsonObject);
  } catch (cause) {
    throw new ClusterFailure('refused', { detail: 'the patch does not fit', cause });
  }
}

function webhooked(written: string | null, { kind }: Thing, raw: JsonObject): JsonObject {
  if (written === null || kind !== 'Deployment') return raw;
  const metadata = raw.metadata as JsonObject;
  const annotations = { ...(metadata.annotations as JsonObject | undefined), 'mesh.example/by': written };
  return { ...raw, metadata: { ...metadata, annotations } };
}

/** What a patched object says of the fields that these actions and webhooks touch. */
function takenFrom(thing: Thing, raw: JsonObject): Thing {
  const texts = (...path: string[]) => (rawAt(raw, path) ?? {}) as Readonly<Record<string, string>>;
  const annotations = texts('metadata', 'annotations');
  if (thing.kind === 'Node')
    return { ...thing, annotations, unschedulable: rawAt(raw, ['spec', 'unschedulable']) === true };
  if (thing.kind !== 'Deployment') return { ...thing, annotations };
  return {
    ...thing,
    annotations,
    generation: thing.generation + 1,
    replicas: Number(rawAt(raw, ['spec', 'replicas'])),
    template: { ...thing.template, annotations: texts('spec', 'template', 'metadata', 'annotations') },
  };
}
