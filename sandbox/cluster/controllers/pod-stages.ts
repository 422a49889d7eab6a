import { createHash } from 'node:crypto';
import type { ClusterObject } from '../cluster-object.ts';
import { timeOf } from '../writes/commit-write.ts';
import { type ControllerContext, type ImageState, objectsIn } from './controller-context.ts';
import { statusOfPod } from './owned-pods.ts';
import type { Occurrence } from './record-event.ts';

type Container = { name: string; image: string; readinessProbe?: { initialDelaySeconds?: number } };

/** What a pod comes to, so many seconds after the kubelet has seen it. */
export type Stage = {
  after: number;
  status: (pod: ClusterObject) => { [field: string]: unknown };
  events: Omit<Occurrence, 'component'>[];
};

/** Seconds until a container runs, and until it exits again. The times are those of the captured crash loop. */
const STARTS = 1;
const EXITS = [6.4, 8.3, 23, 52];
const BACK_OFF = 9.3;

/** The stages of a pod, by what its images do. */
export function podStages(context: ControllerContext, pod: ClusterObject): Stage[] {
  const { containers = [] } = pod.spec as { containers?: Container[] };
  const states = containers.map(({ image }) => stateOf(context, image));
  const first: Stage = { after: 0, status: (one) => waiting(context, one, 'ContainerCreating'), events: [] };
  const bad = containers.find((_, at) => states[at] === 'unpullable');
  if (bad) return [first, ...unpullable(context, bad)];
  const crashing = containers.find((_, at) => states[at] === 'crashes');
  if (crashing) return [first, ...crashes(context, crashing)];
  const delay = Math.max(
    0,
    ...containers.map(({ readinessProbe }) => readinessProbe?.initialDelaySeconds ?? 0),
  );
  const probed = containers.some(({ readinessProbe }) => readinessProbe);
  const runs = (ready: boolean) => (one: ClusterObject) =>
    shown(
      context,
      one,
      () => ({ state: { running: { startedAt: timeOf(context.world) } }, ready, started: true }),
      ready,
    );
  const started: Stage = { after: STARTS, status: runs(!probed), events: containers.flatMap(startEvents) };
  return probed
    ? [first, started, { after: STARTS + delay + 1, status: runs(true), events: [] }]
    : [first, started];
}

const stateOf = ({ images }: ControllerContext, image: string): ImageState['state'] =>
  images.get(image)?.state ?? 'runs';

const pathOf = ({ name }: Container): string => `spec.containers{${name}}`;

const startEvents = (container: Container): Stage['events'] => [
  {
    reason: 'Pulled',
    message: `Container image "${container.image}" already present on machine`,
    fieldPath: pathOf(container),
  },
  { reason: 'Created', message: `Created container: ${container.name}`, fieldPath: pathOf(container) },
  { reason: 'Started', message: `Started container ${container.name}`, fieldPath: pathOf(container) },
];

function unpullable(context: ControllerContext, container: Container): Stage[] {
  const { image } = container;
  const why = `failed to pull and unpack image "${image}": not found`;
  const event = (reason: string, message: string, type: 'Normal' | 'Warning') => ({
    reason,
    message,
    type,
    fieldPath: pathOf(container),
  });
  return [
    {
      after: 5,
      status: (pod) => waiting(context, pod, 'ErrImagePull', why),
      events: [
        event('Pulling', `Pulling image "${image}"`, 'Normal'),
        event('Failed', `Failed to pull image "${image}": ${why}`, 'Warning'),
        event('Failed', 'Error: ErrImagePull', 'Warning'),
      ],
    },
    {
      after: 18,
      status: (pod) =>
        waiting(context, pod, 'ImagePullBackOff', `Back-off pulling image "${image}": ErrImagePull: ${why}`),
      events: [
        event('BackOff', `Back-off pulling image "${image}"`, 'Normal'),
        event('Failed', 'Error: ImagePullBackOff', 'Warning'),
      ],
    },
  ];
}

/** Exits again and again; after the fourth run the sandbox lets it wait. */
function crashes(context: ControllerContext, container: Container): Stage[] {
  const { name } = container;
  const ended = () => ({
    terminated: {
      exitCode: 1,
      reason: 'Error',
      startedAt: timeOf(context.world),
      finishedAt: timeOf(context.world),
    },
  });
  const runs = (restartCount: number) => (pod: ClusterObject) =>
    shown(context, pod, () => ({ state: ended(), restartCount, ready: false, started: false }), false);
  const backOff = (pod: ClusterObject, restartCount: number) => {
    const message = `back-off restarting failed container=${name} pod=${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
    const state = { waiting: { reason: 'CrashLoopBackOff', message } };
    return shown(
      context,
      pod,
      () => ({ state, lastState: ended(), restartCount, ready: false, started: false }),
      false,
    );
  };
  const event = {
    reason: 'BackOff',
    type: 'Warning' as const,
    message: `Back-off restarting failed container ${name}`,
    fieldPath: pathOf(container),
  };
  return EXITS.flatMap((after, restarts) => [
    { after, status: runs(restarts), events: startEvents(container) },
    ...(restarts === 0
      ? []
      : [
          {
            after: after + BACK_OFF - 8.3,
            status: (pod: ClusterObject) => backOff(pod, restarts),
            events: [event],
          },
        ]),
  ]);
}

type Shown = {
  state: object;
  lastState?: object;
  ready: boolean;
  started: boolean;
  restartCount?: number;
};

const waiting = (context: ControllerContext, pod: ClusterObject, reason: string, message?: string) =>
  shown(
    context,
    pod,
    () => ({ state: { waiting: { reason, ...(message ? { message } : {}) } }, ready: false, started: false }),
    false,
  );

/** The status of a pod whose containers are as told. */
function shown(context: ControllerContext, pod: ClusterObject, of: () => Shown, ready: boolean) {
  const { containers = [] } = pod.spec as { containers?: Container[] };
  const before = statusOfPod(pod) as { [field: string]: unknown };
  const containerStatuses = containers.map(({ name, image }) => {
    const { state, lastState = {}, restartCount = 0, ...flags } = of();
    const ran = !('waiting' in state) || restartCount > 0;
    return {
      name,
      state,
      lastState,
      ...flags,
      restartCount,
      image,
      imageID: ran ? imageId(context, image) : '',
    };
  });
  const isRunning = containerStatuses.every(
    ({ state, restartCount }) => !('waiting' in state) || restartCount > 0,
  );
  const why = ready
    ? {}
    : {
        reason: 'ContainersNotReady',
        message: `containers with unready status: [${containers.map(({ name }) => name).join(' ')}]`,
      };
  const value = ready ? 'True' : 'False';
  const set = [
    { type: 'PodReadyToStartContainers', status: isRunning ? 'True' : 'False' },
    { type: 'Initialized', status: 'True' },
    { type: 'Ready', status: value, ...why },
    { type: 'ContainersReady', status: value, ...why },
  ];
  return {
    ...before,
    phase: isRunning ? 'Running' : 'Pending',
    conditions: conditionsAfter(context, pod, set),
    hostIP: before.hostIP ?? '10.77.0.1',
    podIP: before.podIP ?? ipOf(pod),
    podIPs: before.podIPs ?? [{ ip: ipOf(pod) }],
    startTime: before.startTime ?? timeOf(context.world),
    containerStatuses,
  };
}

type Condition = { type: string; status: string; lastTransitionTime?: string };

function conditionsAfter({ world }: ControllerContext, pod: ClusterObject, set: Condition[]): Condition[] {
  const before = (statusOfPod(pod).conditions ?? []) as Condition[];
  const scheduled = before.filter(({ type }) => type === 'PodScheduled');
  const timed = set.map((condition) => {
    const old = before.find(({ type }) => type === condition.type);
    const since = old?.status === condition.status ? old.lastTransitionTime : undefined;
    return { ...condition, lastProbeTime: null, lastTransitionTime: since ?? timeOf(world) };
  });
  return [...timed, ...scheduled];
}

/** The digest that a test gave the image, that other pods run it by, or one made from its name. */
function imageId({ world, images }: ControllerContext, image: string): string {
  const repository = image.replace(/@.*$/, '').replace(/:[^/:]+$/, '');
  const given = images.get(image)?.digest ?? /@(sha256:.+)$/.exec(image)?.[1];
  if (given) return `${repository}@${given}`;
  for (const { status } of objectsIn(world, '/pods')) {
    const { containerStatuses = [] } = (status ?? {}) as {
      containerStatuses?: { image?: string; imageID?: string }[];
    };
    const same = containerStatuses.find((one) => one.image === image && one.imageID);
    if (same?.imageID) return same.imageID;
  }
  return `${repository}@sha256:${createHash('sha256').update(image).digest('hex')}`;
}

/** An address of the pods' network, made from the pod's uid. */
function ipOf({ metadata }: ClusterObject): string {
  const [one = 0, two = 0] = createHash('sha256')
    .update(metadata.uid ?? '')
    .digest();
  return `10.244.${one}.${two}`;
}
