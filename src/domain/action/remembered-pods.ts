import type { Lookup } from '../cluster/lookup.ts';
import type { Meta } from '../cluster/meta.ts';
import type { Pod } from '../cluster/pod.ts';
import type { ViewObject } from '../cluster/view-object.ts';
import type { ActionSituation } from './action.ts';
import { BARE_SPEC, bareMeta } from './bare-object.ts';
import { stuckReasons } from './stuck-reasons.ts';

/** Pods that a Service can't tell apart, with what some of them did not start for. */
type Likes = {
  readonly labels: Readonly<Record<string, string>>;
  readonly reasons: readonly string[];
  readonly uids: readonly string[];
};

/**
 * The pods that were there before a change. `own`: those of its target (for a pod: of its controller); `others`: the
 * rest of the namespace, by uid.
 */
export type RememberedPods = {
  readonly own: readonly Likes[];
  readonly others: readonly string[];
};

/** What looking again needs of the pods: which ones were old, and what these did not start for. `keys`: labels that Services ask for. */
export function rememberPods(
  { object, view }: ActionSituation,
  lookup: Lookup,
  keys: ReadonlySet<string>,
): RememberedPods {
  const own = ownPods(object, lookup, view.pods);
  const known = new Set(own.map(({ uid }) => uid));
  const told = ({ labels }: Pod) =>
    Object.fromEntries(Object.entries(labels).filter(([key]) => keys.has(key)));
  const likes = Map.groupBy(own, (pod) => JSON.stringify(told(pod)));
  return {
    own: [...likes.values()].flatMap((pods) => {
      const [first] = pods;
      return first === undefined
        ? []
        : [
            {
              labels: told(first),
              reasons: [...new Set(pods.flatMap(stuckReasons))],
              uids: pods.map((pod) => pod.uid),
            },
          ];
    }),
    others: view.pods
      .filter((pod) => pod.namespace === object.namespace && !known.has(pod.uid))
      .map((pod) => pod.uid),
  };
}

/** The pods of a target: a workload's, or, for a pod, those of the same controller. */
export function ownPods(object: ViewObject, lookup: Lookup, pods: readonly Pod[]): readonly Pod[] {
  if (object.kind !== 'Pod') return lookup.podsOf(object);
  return pods.filter(
    ({ uid, owner }) => uid === object.uid || (owner !== null && owner.uid === object.owner?.uid),
  );
}

/** The same pods again, as far as they are known. The ReplicaSets between them and a Deployment are left out. */
export function recallPods({ own, others }: RememberedPods, target: Meta): readonly Pod[] {
  const { namespace, kind, name } = target;
  const owner = { kind, name, uid: target.uid };
  return [
    ...own.flatMap(({ labels, reasons, uids }) =>
      uids.map((uid, index) =>
        podAgain({ namespace, uid, owner, labels, reasons: index === 0 ? reasons : [] }),
      ),
    ),
    ...others.map((uid) => podAgain({ namespace, uid, owner: null, labels: {}, reasons: [] })),
  ];
}

function podAgain({
  reasons,
  labels,
  ...known
}: Pick<Pod, 'namespace' | 'uid' | 'owner' | 'labels'> & { readonly reasons: readonly string[] }): Pod {
  return {
    ...bareMeta({ ...known, name: known.uid }),
    labels,
    kind: 'Pod',
    spec: BARE_SPEC,
    node: null,
    phase: 'Unknown',
    reason: '',
    message: '',
    qos: '',
    ip: null,
    startedAt: null,
    conditions: [],
    containers: reasons.map((reason, index) => ({
      name: String(index),
      role: 'main',
      ready: false,
      restarts: 1,
      image: '',
      imageId: '',
      state: { kind: 'waiting', reason, message: '' },
      lastState: null,
    })),
  };
}
