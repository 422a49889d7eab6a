import type { ClusterObject } from '../cluster-object.ts';
import { takeObject } from '../writes/commit-write.ts';
import { type ControllerContext, kindNamed, objectsIn, touchedOn, writeAs } from './controller-context.ts';
import { statusOfPod } from './owned-pods.ts';
import { podStages } from './pod-stages.ts';
import { recordEvent } from './record-event.ts';

/**
 * Takes pods through their stages on nodes that are alive, and away when they have had their grace. A pod that came
 * with a status is somebody's story: nothing happens to it but its end.
 */
export function kubelet(context: ControllerContext): void {
  const silent = new Set(
    objectsIn(context.world, '/nodes')
      .filter((node) => !isAlive(node))
      .map(({ metadata }) => metadata.name),
  );
  for (const pod of touchedOn(context.world, '/pods')) {
    const { nodeName } = pod.spec as { nodeName?: string };
    if (!nodeName || silent.has(nodeName)) continue;
    if (pod.metadata.deletionTimestamp) end(context, pod, nodeName);
    else advance(context, pod, nodeName);
  }
}

function isAlive({ status }: ClusterObject): boolean {
  const { conditions = [] } = (status ?? {}) as { conditions?: { type: string; status: string }[] };
  return conditions.find(({ type }) => type === 'Ready')?.status !== 'Unknown';
}

function advance(context: ControllerContext, pod: ClusterObject, node: string): void {
  const { uid = '' } = pod.metadata;
  const stages = podStages(context, pod);
  const began = context.since.get(`pod ${uid}`);
  if (began === undefined) {
    const isNew =
      (statusOfPod(pod).phase ?? 'Pending') === 'Pending' && !('containerStatuses' in statusOfPod(pod));
    if (!isNew) return;
    context.since.set(`pod ${uid}`, context.world.now());
    context.since.set(`stage ${uid}`, 0);
  }
  const from = began ?? context.world.now();
  let at = context.since.get(`stage ${uid}`) ?? 0;
  let now = pod;
  for (const stage of stages.slice(at)) {
    const due = from + context.seconds(stage.after);
    if (context.world.now() < due) {
      context.wake(due);
      break;
    }
    at += 1;
    now = writeAs(context, now, { ...now, status: stage.status(now) }, 'kubelet', 'status');
    for (const event of stage.events)
      recordEvent(context, now, { ...event, component: 'kubelet', host: node });
  }
  context.since.set(`stage ${uid}`, at);
}

/** The containers stop, and the pod goes when its grace is over. */
function end(context: ControllerContext, pod: ClusterObject, node: string): void {
  const { world, since } = context;
  const { uid = '', deletionTimestamp = '', deletionGracePeriodSeconds } = pod.metadata;
  const grace = Number(deletionGracePeriodSeconds ?? 0);
  const due = Date.parse(deletionTimestamp) - grace * 1000 + context.seconds(grace);
  if (!since.has(`end ${uid}`)) {
    since.set(`end ${uid}`, world.now());
    for (const { name } of (pod.spec as { containers?: { name: string }[] }).containers ?? []) {
      recordEvent(context, pod, {
        reason: 'Killing',
        message: `Stopping container ${name}`,
        component: 'kubelet',
        host: node,
        fieldPath: `spec.containers{${name}}`,
      });
    }
  }
  if (world.now() < due) {
    context.wake(due);
    return;
  }
  if (((pod.metadata.finalizers ?? []) as string[]).length > 0) return;
  takeObject(world, kindNamed(world, 'v1', 'Pod'), pod);
}
