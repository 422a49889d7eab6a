import type { ClusterObject } from '../cluster-object.ts';
import { StatusFailure } from '../http/status-failure.ts';
import { selects } from '../selectors/selects.ts';
import { isReady } from '../store/pod-readiness.ts';
import { create } from '../writes/create.ts';
import { deleteOne } from '../writes/delete.ts';
import {
  type ControllerContext,
  controllerOf,
  kindNamed,
  MANAGER,
  objectsIn,
  ownedBy,
  writeAs,
} from './controller-context.ts';
import { recordEvent } from './record-event.ts';

type PodStatus = {
  phase?: string;
  conditions?: { type: string; status: string; lastTransitionTime?: string }[];
};

export const statusOfPod = ({ status }: ClusterObject): PodStatus => (status ?? {}) as PodStatus;

/** Whether a pod still counts: it does not end and has not ended. */
export const isActive = (pod: ClusterObject): boolean =>
  pod.metadata.deletionTimestamp === undefined &&
  !['Succeeded', 'Failed'].includes(statusOfPod(pod).phase ?? '');

/** Whether a pod has been Ready for as many seconds; asks to be woken when it will have been. */
export function isAvailable(context: ControllerContext, pod: ClusterObject, minReadySeconds = 0): boolean {
  if (!isReady(pod)) return false;
  const since = statusOfPod(pod).conditions?.find(({ type }) => type === 'Ready')?.lastTransitionTime;
  const from = (since ? Date.parse(since) : 0) + context.seconds(minReadySeconds);
  if (minReadySeconds === 0 || context.world.now() >= from) return true;
  context.wake(from);
  return false;
}

/** The pods of an owner; those that its selector no longer fits are let go, orphans that it fits are taken in. */
export function podsOf(context: ControllerContext, owner: ClusterObject): ClusterObject[] {
  const { world } = context;
  const { selector } = owner.spec as { selector?: unknown };
  const pods = objectsIn(world, '/pods', owner.metadata.namespace);
  return pods.flatMap((pod) => {
    const controller = controllerOf(pod);
    const fits = selects(selector, pod.metadata.labels);
    if (controller === owner.metadata.uid) {
      if (fits || pod.metadata.deletionTimestamp) return [pod];
      release(context, pod);
      return [];
    }
    if (controller !== undefined || !fits || !isActive(pod)) return [];
    return [adopt(context, owner, pod)];
  });
}

function release(context: ControllerContext, pod: ClusterObject): void {
  const { ownerReferences = [], ...metadata } = pod.metadata;
  const others = ownerReferences.filter(({ controller }) => !controller);
  const kept = others.length > 0 ? { ownerReferences: others } : {};
  writeAs(context, pod, { ...pod, metadata: { ...metadata, ...kept } });
}

function adopt(context: ControllerContext, owner: ClusterObject, pod: ClusterObject): ClusterObject {
  const ownerReferences = [...(pod.metadata.ownerReferences ?? []), ownedBy(owner)];
  return writeAs(context, pod, { ...pod, metadata: { ...pod.metadata, ownerReferences } });
}

/** Makes a pod and tells of it; the refusal's text when it is refused. */
export function makePod(
  context: ControllerContext,
  owner: ClusterObject,
  pod: ClusterObject,
  component: string,
): { refused?: string } {
  const { world } = context;
  try {
    const { object } = create(world, kindNamed(world, 'v1', 'Pod'), pod, {
      namespace: owner.metadata.namespace ?? 'default',
      manager: MANAGER,
    });
    const message =
      owner.kind === 'StatefulSet'
        ? `create Pod ${object.metadata.name} in StatefulSet ${owner.metadata.name} successful`
        : `Created pod: ${object.metadata.name}`;
    recordEvent(context, owner, { reason: 'SuccessfulCreate', message, component });
    return {};
  } catch (error) {
    if (!(error instanceof StatusFailure)) throw error;
    const { message } = error.failure;
    const text = `Error creating: ${message}`;
    recordEvent(context, owner, { reason: 'FailedCreate', message: text, type: 'Warning', component });
    context.failed.add(owner.metadata.uid ?? '');
    return { refused: message };
  }
}

/** Deletes a pod of an owner with its own grace, and tells of it. */
export function endPod(
  context: ControllerContext,
  owner: ClusterObject,
  pod: ClusterObject,
  component: string,
): void {
  const { world } = context;
  deleteOne(world, kindNamed(world, 'v1', 'Pod'), pod, { dryRun: false });
  const message =
    owner.kind === 'StatefulSet'
      ? `delete Pod ${pod.metadata.name} in StatefulSet ${owner.metadata.name} successful`
      : `Deleted pod: ${pod.metadata.name}`;
  recordEvent(context, owner, { reason: 'SuccessfulDelete', message, component });
}
