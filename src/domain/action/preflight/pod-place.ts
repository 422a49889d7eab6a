import { isReady } from '../../cluster/conditions.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Scene } from '../scene.ts';
import type { Warning } from '../warning.ts';
import { roomFor } from './room.ts';

/** What should be said of where a pod is, and of where the next one would be. */
export function podPlaceWarnings(pod: Pod, scene: Scene): readonly Warning[] {
  return [...silentNode(pod, scene), ...localData(pod), ...noPlace(pod, scene)];
}

/**
 * On a node that nobody hears the pod stays "Terminating": the kubelet has to end it. A StatefulSet makes no new one
 * before that
 * (https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/).
 */
function silentNode(pod: Pod, { lookup }: Scene): readonly Warning[] {
  const node = lookup.node(pod.node);
  if (node === null || isReady(node)) return [];
  const next = pod.owner?.kind === 'StatefulSet' ? ', and its StatefulSet makes no new one before' : '';
  const sentence = `Node ${node.name} is not ready: nobody there ends the pod, so it stays until the node is back or gone${next}.`;
  return [{ id: 'node-silent', level: 'must-acknowledge', sentence, measure: 1 }];
}

function localData({ spec }: Pod): readonly Warning[] {
  const local = spec.volumes.filter(({ kind, source }) => kind === 'Other' && source === 'emptyDir');
  if (local.length === 0) return [];
  const sentence = `What it keeps on its node only (emptyDir ${local.map(({ name }) => name).join(', ')}) is lost with it.`;
  return [{ id: 'local-data', level: 'note', sentence, measure: local.length }];
}

/** What the pod leaves behind is free for the new one, as long as its node takes pods at all. */
function noPlace(pod: Pod, scene: Scene): readonly Warning[] {
  const { view, lookup } = scene;
  if (!lookup.sawAll('nodes', null) || !lookup.sawAll('pods', null) || pod.owner?.kind === 'DaemonSet')
    return [];
  const after = { ...scene, lookup: { ...lookup, podsOn: podsWithout(pod, scene) } };
  const room = roomFor(pod.spec, after);
  if (room.pods > 0 || view.nodes.length === 0) return [];
  const why = room.limits.length === 0 ? '' : ` (${room.limits.slice(0, 3).join(', ')})`;
  return [
    {
      id: 'no-room',
      level: 'must-acknowledge',
      sentence: `No node has room for the new pod${why}: it waits until one joins.`,
      measure: 1,
    },
  ];
}

function podsWithout(pod: Pod, { lookup }: Scene): Scene['lookup']['podsOn'] {
  return (node) => lookup.podsOn(node).filter(({ uid }) => uid !== pod.uid);
}
