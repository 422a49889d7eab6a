import type { ClusterObject } from '../cluster-object.ts';
import { badRequest } from '../http/status-failure.ts';

type Terminated = { containerID?: string };

type ContainerStatus = {
  name: string;
  state?: { waiting?: { reason?: string }; running?: object; terminated?: Terminated };
  lastState?: { terminated?: Terminated };
};

type Named = { name: string };

type PodView = {
  spec: {
    nodeName?: string;
    containers: Named[];
    initContainers?: Named[];
    ephemeralContainers?: Named[];
  };
  status?: {
    containerStatuses?: ContainerStatus[];
    initContainerStatuses?: ContainerStatus[];
    ephemeralContainerStatuses?: ContainerStatus[];
  };
};

/** A pod as far as its logs are concerned. */
export const podView = (pod: ClusterObject): PodView => pod as unknown as PodView;

/** Which container is meant; throws the server's 400 when that is not clear. */
export function containerOf(pod: ClusterObject, wanted: string): string {
  const { containers, initContainers = [], ephemeralContainers = [] } = podView(pod).spec;
  const { name } = pod.metadata;
  if (wanted !== '') {
    const known = [...containers, ...initContainers, ...ephemeralContainers];
    if (known.some((container) => container.name === wanted)) return wanted;
    throw badRequest(`container ${wanted} is not valid for pod ${name}`);
  }
  const [only] = containers;
  if (only && containers.length === 1) return only.name;
  const names = (list: Named[]) => list.map((container) => container.name).join(' ');
  const inits = initContainers.length > 0 ? ` or one of the init containers: [${names(initContainers)}]` : '';
  throw badRequest(
    `a container name must be specified for pod ${name}, choose one of: [${names(containers)}]${inits}`,
  );
}

/**
 * Which run's log the kubelet would read, `current` or `previous` of what the sandbox was given; throws its 400 for
 * a container that has none.
 */
export function runOf(pod: ClusterObject, container: string, previous: boolean): 'current' | 'previous' {
  const {
    containerStatuses = [],
    initContainerStatuses = [],
    ephemeralContainerStatuses = [],
  } = podView(pod).status ?? {};
  const status = [...containerStatuses, ...initContainerStatuses, ...ephemeralContainerStatuses].find(
    ({ name }) => name === container,
  );
  const inPod = `container "${container}" in pod "${pod.metadata.name}"`;
  if (!status) throw badRequest(`${inPod} is not available`);
  const { waiting, running, terminated } = status.state ?? {};
  const last = status.lastState?.terminated;
  if (previous) {
    if (last?.containerID) return 'previous';
    throw badRequest(`previous terminated ${inPod} not found`);
  }
  if (running) return 'current';
  if (terminated?.containerID) return 'current';
  if (last?.containerID) return 'previous';
  if (terminated || last) throw badRequest(`${inPod} is terminated`);
  if (!waiting) throw badRequest(`${inPod} is waiting to start - no logs yet`);
  throw badRequest(`${inPod} is waiting to start: ${waitingFor(waiting.reason ?? '')}`);
}

function waitingFor(reason: string): string {
  if (reason === 'ErrImagePull') return "image can't be pulled";
  if (reason === 'ImagePullBackOff') return 'trying and failing to pull image';
  return reason;
}
