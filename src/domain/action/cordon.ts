import { refWords } from '../cluster/object-ref.ts';
import { isMeant } from '../cluster/runs.ts';
import { ok } from '../result.ts';
import type { Action, ActionSituation, Verification } from './action.ts';
import { objectPath } from './object-path.ts';
import { patchRequest } from './patch-request.ts';
import { counted } from './preflight/counted.ts';
import { schedulablePeers } from './preflight/node-pool.ts';
import { nodesFailingWarnings } from './preflight/nodes-failing.ts';
import { servicesLeft } from './preflight/services-left.ts';
import { unseenWarnings } from './preflight/unseen.ts';
import { rawFlag } from './raw-object.ts';
import { because, createScene, mistyped, type Scene } from './scene.ts';
import { settlePatch } from './settle.ts';
import type { Warning } from './warning.ts';

const FIELD = ['spec', 'unschedulable'];
const READS = ['nodes', 'pods', 'services', 'endpointslices'] as const;

/** Lets no new pods onto a node. Those on it stay; nothing is drained by it. */
export const cordon: Action = {
  name: 'cordon',
  title: 'Cordon a node',
  kinds: ['Node'],
  parameters: {},
  reads: READS,
  readsRevisions: false,
  plan,
  verified: (before, now) => verifyCordon(before, now, true),
  settle: (before, { raw }) => settlePatch(before, raw, (now) => rawFlag(now, ...FIELD)),
};

function plan(situation: ActionSituation): ReturnType<Action['plan']> {
  const { object: node, view, raw } = situation;
  if (node.kind !== 'Node') return mistyped(`${refWords(node)} is no node.`);
  const scene = createScene(situation);
  if (node.deletionAt !== null) return because(`${refWords(node)} is being deleted.`);
  if (rawFlag(raw, ...FIELD)) return because(`${refWords(node)} is cordoned already.`);
  const peers = schedulablePeers(node, view.nodes);
  if (peers.length === 0) {
    return because(
      `${refWords(node)} is the last node of its pool that takes new pods. Without it none would find a place: add or uncordon another one first.`,
    );
  }
  const pods = scene.lookup.podsOn(node.name).filter(isMeant);
  return ok({
    request: patchRequest(situation, objectPath(node), [{ path: FIELD, value: true }]),
    sentence: `No new pods are placed on it; its ${counted(pods.length, 'pod')} ${pods.length === 1 ? 'stays' : 'stay'}. ${counted(peers.length, 'other node')} of its pool ${peers.length === 1 ? 'takes' : 'take'} new pods.`,
    before: 'takes new pods',
    after: 'takes no new pods',
    touches: ['/spec/unschedulable'],
    warnings: [
      ...onlyHere(scene, node.name),
      ...nodesFailingWarnings(view),
      ...unseenWarnings(view, READS, null),
    ],
    protects: Object.keys(node.labels).some((label) =>
      /^node-role\.kubernetes\.io\/(?:control-plane|master)$/.test(label),
    )
      ? 'it is a node of the control plane'
      : null,
    verify: 'The node is marked as unschedulable and has the taint for it.',
    undo: 'Uncordon it.',
    undoWith: { action: 'uncordon', parameters: {} },
    pinned: situation.parameters,
  });
}

/**
 * Services all of whose ready endpoints are on this node. A cordon takes nothing from them, but what follows it does (a
 * drain, a reboot, a scale-down of the pool), and a pod that ends here may not come back here.
 */
function onlyHere(scene: Scene, node: string): readonly Warning[] {
  const pods = scene.lookup.podsOn(node).filter(isMeant);
  return servicesLeft(pods, scene.lookup)
    .filter(({ ready, left }) => ready > 0 && left === 0)
    .map(({ service, ready }) => ({
      id: `last-endpoint:${service.namespace}/${service.name}`,
      level: 'must-acknowledge',
      sentence: `Service ${service.namespace}/${service.name} has all of its ready endpoints (${ready}) on this node: a drain or a reboot would leave it with none.`,
      measure: 1,
    }));
}

/** Whether a node is cordoned, or is not, as wanted. The taint follows the field within moments. */
export function verifyCordon(
  before: ActionSituation,
  { object }: Parameters<Action['verified']>[1],
  wanted: boolean,
): Verification {
  const what = refWords(before.object);
  if (object?.kind !== 'Node') return { state: 'failed', sentence: `${what} is gone.` };
  if (object.uid !== before.object.uid)
    return { state: 'failed', sentence: `${what} was deleted and made again.` };
  if (object.unschedulable !== wanted) {
    return {
      state: 'failed',
      sentence: `${what} is ${wanted ? 'not cordoned any more' : 'cordoned again'}: something changed it since.`,
    };
  }
  const tainted = object.taints.some(({ key }) => key === 'node.kubernetes.io/unschedulable');
  const words = wanted ? 'cordoned' : 'open for new pods';
  return tainted === wanted
    ? { state: 'done', sentence: `${what} is ${words}.` }
    : { state: 'under-way', sentence: `${what} is ${words}; its taint follows.` };
}
