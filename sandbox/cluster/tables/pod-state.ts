import type { ClusterObject } from '../cluster-object.ts';

type Terminated = { reason?: string; exitCode?: number; signal?: number; finishedAt?: string };

type ContainerStatus = {
  name: string;
  ready?: boolean;
  started?: boolean;
  restartCount?: number;
  state?: { waiting?: { reason?: string }; running?: object; terminated?: Terminated };
  lastState?: { terminated?: Terminated };
};

type Condition = { type: string; status: string; reason?: string };

type PodView = {
  spec: { containers: object[]; initContainers?: { name: string; restartPolicy?: string }[] };
  status?: {
    phase?: string;
    reason?: string;
    conditions?: Condition[];
    containerStatuses?: ContainerStatus[];
    initContainerStatuses?: ContainerStatus[];
  };
};

/** What the columns Ready, Status and Restarts show of a pod. */
export type PodState = {
  ready: number;
  containers: number;
  reason: string;
  restarts: number;
  /** RFC 3339, of the newest end of a run that was followed by another. */
  lastRestart: string | undefined;
};

type Initialising = { state: string | undefined; sidecarsReady: number; sidecars: Counted; all: Counted };
type Counted = { restarts: number; last: string | undefined };

/**
 * Computes the status word as the server's pod printer does: a container's trouble outranks the phase, an init
 * container's outranks the others', and a deletion outranks all.
 */
export function podState(pod: ClusterObject): PodState {
  const { spec, status = {} } = pod as unknown as PodView;
  const sidecarNames = (spec.initContainers ?? [])
    .filter(({ restartPolicy }) => restartPolicy === 'Always')
    .map(({ name }) => name);
  const init = initState(status.initContainerStatuses ?? [], sidecarNames, spec.initContainers?.length ?? 0);
  const initialised = init.state === undefined || isTrue(status.conditions, 'Initialized');
  const main = initialised ? mainState(status.containerStatuses ?? []) : undefined;
  const counted = main ? sum(init.sidecars, main) : init.all;

  let reason = main?.state ?? init.state ?? ownReason(status);
  if (reason === 'Completed' && main?.running) {
    reason = isTrue(status.conditions, 'Ready') ? 'Running' : 'NotReady';
  }
  if (pod.metadata.deletionTimestamp) reason = reasonOfDeletion(status, reason);
  return {
    ready: init.sidecarsReady + (main?.ready ?? 0),
    containers: spec.containers.length + sidecarNames.length,
    reason,
    restarts: counted.restarts,
    lastRestart: counted.last,
  };
}

function ownReason({ phase = 'Unknown', reason, conditions = [] }: NonNullable<PodView['status']>): string {
  const gated = conditions.some(
    (condition) => condition.type === 'PodScheduled' && condition.reason === 'SchedulingGated',
  );
  return gated ? 'SchedulingGated' : reason || phase;
}

function reasonOfDeletion({ phase, reason }: NonNullable<PodView['status']>, shown: string): string {
  if (reason === 'NodeLost') return 'Unknown';
  return phase === 'Succeeded' || phase === 'Failed' ? shown : 'Terminating';
}

const isTrue = (conditions: Condition[] | undefined, type: string): boolean =>
  (conditions ?? []).some((condition) => condition.type === type && condition.status === 'True');

/** Init containers in their order, up to the first that is not done. */
function initState(statuses: ContainerStatus[], sidecarNames: string[], total: number): Initialising {
  const found: Initialising = { state: undefined, sidecarsReady: 0, sidecars: none, all: none };
  for (const [index, status] of statuses.entries()) {
    const sidecar = sidecarNames.includes(status.name);
    found.all = sum(found.all, countedOf(status));
    if (sidecar) found.sidecars = sum(found.sidecars, countedOf(status));
    const { terminated, waiting } = status.state ?? {};
    if (terminated?.exitCode === 0) continue;
    if (sidecar && status.started) {
      if (status.ready) found.sidecarsReady += 1;
      continue;
    }
    if (terminated) found.state = `Init:${terminationWord(terminated)}`;
    else if (waiting?.reason && waiting.reason !== 'PodInitializing') found.state = `Init:${waiting.reason}`;
    else found.state = `Init:${index}/${total}`;
    break;
  }
  return found;
}

function mainState(statuses: ContainerStatus[]) {
  let counted: Counted = none;
  let state: string | undefined;
  let running = false;
  let ready = 0;
  // From the last to the first: of several troubles the first container's is shown.
  for (const status of [...statuses].reverse()) {
    counted = sum(counted, countedOf(status));
    const { waiting, terminated } = status.state ?? {};
    if (waiting?.reason) state = waiting.reason;
    else if (terminated) state = terminationWord(terminated);
    else if (status.ready && status.state?.running) {
      running = true;
      ready += 1;
    }
  }
  return { ...counted, state, running, ready };
}

const terminationWord = ({ reason, signal, exitCode }: Terminated): string =>
  reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode ?? 0}`);

const none: Counted = { restarts: 0, last: undefined };

const countedOf = (status: ContainerStatus): Counted => ({
  restarts: status.restartCount ?? 0,
  last: status.lastState?.terminated?.finishedAt,
});

function sum(one: Counted, other: Counted): Counted {
  const times = [one.last, other.last].filter((time) => time !== undefined).sort();
  return { restarts: one.restarts + other.restarts, last: times.at(-1) };
}
