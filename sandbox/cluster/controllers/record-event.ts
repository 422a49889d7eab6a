import type { ClusterObject } from '../cluster-object.ts';
import { timeOf } from '../writes/commit-write.ts';
import { create } from '../writes/create.ts';
import { type ControllerContext, kindNamed, objectsIn, writeAs } from './controller-context.ts';

export type Occurrence = {
  reason: string;
  message: string;
  type?: 'Normal' | 'Warning';
  component: string;
  host?: string;
  /** The part of the object, such as `spec.containers{app}`. */
  fieldPath?: string;
};

/** Writes an event of the core shape, or counts the same one on. */
export function recordEvent(
  context: ControllerContext,
  about: ClusterObject,
  { reason, message, type = 'Normal', component, host, fieldPath }: Occurrence,
): void {
  const { world } = context;
  const namespace = about.metadata.namespace ?? 'default';
  const at = timeOf(world);
  const same = objectsIn(world, '/events', namespace).find(
    (event) =>
      event.reason === reason &&
      event.message === message &&
      (event.involvedObject as { uid?: string } | undefined)?.uid === about.metadata.uid,
  );
  const manager = component === 'kubelet' ? 'kubelet' : undefined;
  if (same) {
    const again = { ...same, count: Number(same.count ?? 1) + 1, lastTimestamp: at };
    writeAs(context, same, again, manager);
    return;
  }
  const event: ClusterObject = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: nameOf(context, about), namespace },
    involvedObject: { ...referenceTo(about), ...(fieldPath ? { fieldPath } : {}) },
    reason,
    message,
    source: { component, ...(host ? { host } : {}) },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
    type,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: host ?? '',
  };
  create(world, kindNamed(world, 'v1', 'Event'), event, {
    namespace,
    manager: manager ?? 'kube-controller-manager',
  });
}

/** Writes an event of the scheduler, which uses the newer shape: it has eventTime and no count. */
export function recordScheduling(
  context: ControllerContext,
  pod: ClusterObject,
  {
    reason,
    message,
    type = 'Normal',
    action,
  }: { reason: string; message: string; type?: string; action: string },
): void {
  const { world } = context;
  const namespace = pod.metadata.namespace ?? 'default';
  const event: ClusterObject = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: nameOf(context, pod), namespace },
    involvedObject: referenceTo(pod),
    reason,
    message,
    source: {},
    firstTimestamp: null,
    lastTimestamp: null,
    type,
    eventTime: new Date(world.now()).toISOString().replace('Z', '000Z'),
    action,
    reportingComponent: 'default-scheduler',
    reportingInstance: 'default-scheduler-sandbox',
  };
  create(world, kindNamed(world, 'v1', 'Event'), event, { namespace, manager: 'kube-scheduler' });
}

const referenceTo = ({ apiVersion, kind, metadata }: ClusterObject) => ({
  kind,
  ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
  name: metadata.name,
  uid: metadata.uid,
  apiVersion,
  resourceVersion: metadata.resourceVersion,
});

/** The object and the time in hexadecimal nanoseconds; the version keeps two of one moment apart. */
const nameOf = ({ world }: ControllerContext, { metadata }: ClusterObject): string =>
  `${metadata.name}.${(BigInt(Math.floor(world.now())) * 1_000_000n + BigInt(world.store.version() % 1_000_000)).toString(16)}`;
