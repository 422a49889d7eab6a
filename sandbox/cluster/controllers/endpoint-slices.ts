import type { ClusterObject } from '../cluster-object.ts';
import { selectsPlain } from '../selectors/selects.ts';
import { isReady } from '../store/pod-readiness.ts';
import { timeOf } from '../writes/commit-write.ts';
import { create } from '../writes/create.ts';
import {
  type ControllerContext,
  kindNamed,
  MANAGER,
  objectsIn,
  ownedBy,
  writeAs,
} from './controller-context.ts';
import { statusOfPod } from './owned-pods.ts';

const SHELF = 'discovery.k8s.io/endpointslices';
const SERVICE = 'kubernetes.io/service-name';
const CHANGED = 'endpoints.kubernetes.io/last-change-trigger-time';

type Port = { name?: string; port: number; targetPort?: number | string; protocol?: string };
type Endpoint = { targetRef?: { uid?: string; [field: string]: unknown }; [field: string]: unknown };

/** Keeps the EndpointSlices of Services at the pods that they select, where pods were written. */
export function endpointSlices(context: ControllerContext): void {
  const { world } = context;
  for (const service of objectsIn(world, '/services')) {
    const { namespace, uid } = service.metadata;
    const pods = objectsIn(world, '/pods', namespace).filter((pod) => isSelected(service, pod));
    const slices = objectsIn(world, SHELF, namespace).filter(
      ({ metadata }) => metadata.labels?.[SERVICE] === service.metadata.name,
    );
    const shown = slices.flatMap(({ endpoints }) => (endpoints ?? []) as Endpoint[]);
    const isTouched = (id: string | undefined) => id !== undefined && world.touched.has(id);
    const moved =
      isTouched(uid) ||
      pods.some(({ metadata }) => isTouched(metadata.uid)) ||
      shown.some(({ targetRef }) => isTouched(targetRef?.uid));
    if (moved) reconcile(context, service, slices[0], pods);
  }
}

const isSelected = ({ spec }: ClusterObject, pod: ClusterObject): boolean => {
  const { selector } = (spec ?? {}) as { selector?: unknown };
  const { phase } = statusOfPod(pod);
  const { podIP } = (pod.status ?? {}) as { podIP?: string };
  return (
    podIP !== undefined &&
    phase !== 'Failed' &&
    phase !== 'Succeeded' &&
    selectsPlain(selector, pod.metadata.labels)
  );
};

function reconcile(
  context: ControllerContext,
  service: ClusterObject,
  slice: ClusterObject | undefined,
  pods: readonly ClusterObject[],
): void {
  const { world } = context;
  const before = (slice?.endpoints ?? []) as Endpoint[];
  const endpoints = pods.map((pod) => endpointOf(context, pod, before));
  if (slice) {
    const after = { ...slice, endpoints };
    if (JSON.stringify(after.endpoints) === JSON.stringify(before)) return;
    const annotations = { ...slice.metadata.annotations, [CHANGED]: timeOf(world) };
    writeAs(context, slice, { ...after, metadata: { ...slice.metadata, annotations } });
    return;
  }
  const { name, namespace = 'default' } = service.metadata;
  const { ports = [] } = service.spec as { ports?: Port[] };
  const made: ClusterObject = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: '',
      generateName: `${name}-`,
      namespace,
      labels: {
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        [SERVICE]: name,
      },
      annotations: { [CHANGED]: timeOf(world) },
      ownerReferences: [ownedBy(service)],
    },
    addressType: 'IPv4',
    endpoints,
    ports: ports.map((port) => ({
      name: port.name ?? '',
      protocol: port.protocol ?? 'TCP',
      port: typeof port.targetPort === 'number' ? port.targetPort : port.port,
    })),
  };
  create(world, kindNamed(world, 'discovery.k8s.io/v1', 'EndpointSlice'), made, {
    namespace,
    manager: MANAGER,
  });
}

/** A pod as an endpoint; what a story says of its place is kept. */
function endpointOf({ world }: ControllerContext, pod: ClusterObject, before: readonly Endpoint[]): Endpoint {
  const known = before.find(({ targetRef }) => targetRef?.uid === pod.metadata.uid);
  const { podIP = '' } = pod.status as { podIP?: string };
  const { nodeName } = pod.spec as { nodeName?: string };
  const { name, namespace, uid } = pod.metadata;
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const node = objectsIn(world, '/nodes').find(({ metadata }) => metadata.name === nodeName);
  const zone = node?.metadata.labels?.['topology.kubernetes.io/zone'];
  return {
    addresses: [podIP],
    ...(nodeName ? { nodeName } : {}),
    ...(zone ? { zone } : {}),
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...known,
    conditions: { ready: isReady(pod) && !terminating, serving: isReady(pod), terminating },
  };
}
