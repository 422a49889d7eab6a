import { refWords } from '../cluster/object-ref.ts';
import type { Pod } from '../cluster/pod.ts';
import { hasLabels, selects } from '../cluster/selector.ts';
import { ok } from '../result.ts';
import type { Action, ActionSituation, Verification } from './action.ts';
import { objectPath } from './object-path.ts';
import { type FieldChange, patchRequest } from './patch-request.ts';
import { verifyReplaced } from './pod-replaced.ts';
import { bypassWarnings } from './preflight/budgets.ts';
import { named } from './preflight/counted.ts';
import { lostPolicyWarnings } from './preflight/lost-policies.ts';
import { REMOVAL_READS, removalRefusal, removalWarnings, replacementWords } from './preflight/pod-removal.ts';
import { protectionOf } from './preflight/protection.ts';
import { roomRefusal, roomWarnings } from './preflight/room.ts';
import { pointerOf, rawText } from './raw-object.ts';
import { because, createScene, mistyped, type Scene } from './scene.ts';
import { settlePatch } from './settle.ts';

/** What a label says in the place of its old value: no selector of an application asks for it. */
const AWAY = 'quarantine';

/** Says by which request a pod was set aside; a label's value has no slash. Also for finding all that are. */
const QUARANTINE = 'keyturn.dev/quarantine';

const READS = [...REMOVAL_READS, 'networkpolicies'] as const;

/** The pod stays, with its place and what it has there. */
const ofARemoval = ['no-room', 'node-silent', 'local-data'];

type Labels = Readonly<Record<string, string>>;

/**
 * Takes a pod out of its controller and out of all Services without ending it, so that it can be looked at: the labels
 * by which they select it get another value. The controller makes a new one within a second (measured).
 */
export const quarantine: Action = {
  name: 'quarantine',
  title: 'Quarantine a pod',
  kinds: ['Pod'],
  parameters: {},
  reads: READS,
  readsRevisions: false,
  plan,
  verified,
  settle: (before, { raw }) => {
    const own = (now: ActionSituation['raw']) => rawText(now, 'metadata', 'labels', QUARANTINE);
    const settled = settlePatch(before, raw, (now) => own(now) !== '');
    return settled !== 'not-applied' && raw !== null && own(raw) === markOf(before)
      ? 'applied-by-us'
      : settled;
  },
};

function plan(situation: ActionSituation): ReturnType<Action['plan']> {
  const { object: pod } = situation;
  if (pod.kind !== 'Pod') return mistyped(`${refWords(pod)} is no pod. Only pods are quarantined.`);
  const scene = createScene(situation);
  if (Object.hasOwn(pod.labels, QUARANTINE)) return because(`${refWords(pod)} is in quarantine already.`);
  const refused = removalRefusal(pod, scene);
  if (refused) return refused;
  if (pod.owner?.kind !== 'ReplicaSet' && pod.owner?.kind !== 'DaemonSet') {
    return because(
      `${refWords(pod)} belongs to a ${pod.owner?.kind}: its new pod could not stand beside it. Only pods of ReplicaSets and DaemonSets are quarantined.`,
    );
  }
  const keys = keysToChange(pod, scene);
  if (keys === null) {
    return because(
      `No label of ${refWords(pod)} takes it out of all that select it. Look at the selectors, and delete or evict it instead.`,
    );
  }
  // The old pod keeps its place, so the new one needs another.
  const full = roomRefusal(pod.spec, 1, scene);
  if (full) return full;
  const changes: FieldChange[] = keys.map((key) => ({ path: labelPath(key), value: AWAY }));
  const mark: FieldChange = { path: labelPath(QUARANTINE), value: markOf(situation) };
  const after = { ...changed(pod.labels, new Set(keys)), [QUARANTINE]: markOf(situation) };
  return ok({
    request: patchRequest(situation, objectPath(pod), [...changes, mark]),
    sentence: `The pod goes on running, without traffic and without a controller. ${replacementWords(pod, scene)} It stays until somebody deletes it.`,
    before: keys.map((key) => `${key}=${pod.labels[key]}`).join(', '),
    after: `${keys.map((key) => `${key}=${AWAY}`).join(', ')}, ${QUARANTINE}=${markOf(situation)}`,
    touches: [...keys, QUARANTINE].map((key) => pointerOf(labelPath(key))),
    warnings: [
      ...bypassWarnings('A quarantine', pod, scene.view),
      ...lostPolicyWarnings(pod, after, scene.view),
      ...removalWarnings(pod, scene, READS).filter(({ id }) => !ofARemoval.includes(id)),
      ...roomWarnings(pod.spec, 1, scene),
    ],
    protects: protectionOf(pod, scene),
    verify: 'The pod runs, no Service has it as an endpoint, and a new pod is ready.',
    undo: `Set ${named(keys)} back and take ${QUARANTINE} away. The controller then has one pod too many and may end any of them.`,
    undoWith: null,
    pinned: situation.parameters,
  });
}

/** The fewest labels that have to change: the controller's, then those of Services that still select it. Null: none will do. */
function keysToChange(pod: Pod, scene: Scene): readonly string[] | null {
  const owner = pod.owner && scene.lookup.object({ ...pod.owner, namespace: pod.namespace });
  const selector = owner && 'selector' in owner && owner.kind !== 'Service' ? owner.selector : null;
  if (selector === null) return null;
  const services = scene.lookup.servicesOf(pod);
  const keys = new Set(selectorKeys(selector.labels));
  for (const service of services) {
    if (hasLabels(changed(pod.labels, keys), service.selector))
      selectorKeys(service.selector).forEach((key) => void keys.add(key));
  }
  const after = changed(pod.labels, keys);
  const still = selects(selector, after) || services.some((service) => hasLabels(after, service.selector));
  return still || keys.size === 0 ? null : [...keys].filter((key) => Object.hasOwn(pod.labels, key)).sort();
}

/** The hash stays where it can: it tells which revision the pod was of. */
function selectorKeys(labels: Labels): readonly string[] {
  const keys = Object.keys(labels);
  const telling = keys.filter((key) => key !== 'pod-template-hash');
  return telling.length > 0 ? telling : keys;
}

function changed(labels: Labels, keys: ReadonlySet<string>): Labels {
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [key, keys.has(key) ? AWAY : value]),
  );
}

function labelPath(key: string): readonly string[] {
  return ['metadata', 'labels', key];
}

function markOf({ request }: ActionSituation): string {
  return request.replaceAll('/', '-');
}

function verified(before: ActionSituation, now: Parameters<Action['verified']>[1]): Verification {
  const { object, view } = now;
  const inSlice = view.endpointslices.some(
    ({ namespace, endpoints }) =>
      namespace === before.object.namespace && endpoints.some(({ pod }) => pod === before.object.name),
  );
  if (object !== null && object.uid === before.object.uid && object.labels[QUARANTINE] !== markOf(before)) {
    return {
      state: 'failed',
      sentence: `${refWords(before.object)} does not have the label any more: something changed it since.`,
    };
  }
  const replaced = verifyReplaced(before, now, { stays: true });
  return replaced.state === 'done' && inSlice
    ? { state: 'under-way', sentence: `${refWords(before.object)} is still an endpoint of a Service.` }
    : replaced;
}
