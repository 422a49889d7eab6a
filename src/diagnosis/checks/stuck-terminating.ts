import { isReady } from '../../domain/cluster/conditions.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import type { ObjectRef } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { isOver } from '../../domain/cluster/runs.ts';
import type { Finding, Layer } from '../../domain/finding.ts';
import { type Instant, MINUTE } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import { type Afflicted, afflicted, refsOf, whoWords } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { stuckNamespaces } from '../stuck-namespaces.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** After the grace period the kubelet kills, cleans up and tells the API server, which takes a moment. */
const PATIENCE = 2 * MINUTE;

/** Why a pod is not gone. `kind` is the same for pods with the same trouble. */
type Why = {
  readonly kind: string;
  readonly words: string;
  readonly layer: Layer;
  readonly confidence: Finding['confidence'];
  /** What keeps it, where that is an object: then that object's finding explains this one. */
  readonly keeper: ObjectRef | null;
};

type Stuck = Why & { readonly pod: Pod; readonly due: Instant };

/** Finalizers of Kubernetes itself, and who takes them away. Any other belongs to the program that it is named after. */
const owners: Readonly<Record<string, string>> = {
  'batch.kubernetes.io/job-tracking': 'the Job controller',
  foregroundDeletion: 'the garbage collector, once all that it owns is gone,',
  orphan: 'the garbage collector',
};

/**
 * What the kubelet says when it can not end a pod (kubernetes/kubernetes, pkg/kubelet/events/event.go).
 */
const failures = ['FailedKillPod', 'ExceededGracePeriod', 'FailedPreStopHook'];

/**
 * Check 21: pods whose grace period is over for minutes, and namespaces that do not come to the end of their deletion.
 * A deletion's time has the grace period in it (measured on a real API server), so one that lies ahead is no trouble.
 */
export const stuckTerminating: Check = {
  id: 'stuck-terminating',
  title: 'Pods and namespaces that are being deleted and do not go, and what keeps them',
  reads: ['pods'],
  uses: ['nodes', 'events', 'namespaces'],
  run: (situation) => {
    const { view, lookup } = situation;
    const stuck = view.pods.flatMap((pod): readonly Stuck[] => {
      const due = pod.deletionAt;
      if (due === null || view.takenAt - due <= PATIENCE) return [];
      return [{ ...whyOf(pod, situation), pod, due }];
    });
    return [
      ...afflicted(stuck, lookup, ({ kind }) => kind).map((group) => finding(group, situation)),
      ...stuckNamespaces(situation),
    ];
  },
};

function whyOf(pod: Pod, situation: Situation): Why {
  return awayNode(pod, situation) ?? (hasEnded(pod) ? keptAfterEnd(pod) : notEnded(pod, situation));
}

/**
 * Only its kubelet says that a pod has ended; without it the API server keeps the pod. When the node is gone the cluster
 * takes its pods away itself, and then only finalizers keep them.
 */
function awayNode(pod: Pod, { lookup }: Situation): Why | null {
  const { node: name, finalizers } = pod;
  if (name === null) return null;
  const node = lookup.node(name);
  const gone = node === null && lookup.sawAll('nodes', null);
  if (!gone && (node === null || isReady(node))) return null;
  if (gone && finalizers.length > 0) return keptAfterEnd(pod);
  return {
    kind: `node ${name}`,
    words: `only the kubelet of node ${nodeWord(name)} can say that it has ended, and that ${gone ? 'node is gone' : 'node is not ready'}`,
    layer: 'symptom',
    confidence: 'proven',
    keeper: { kind: 'Node', namespace: null, name },
  };
}

function hasEnded(pod: Pod): boolean {
  return isOver(pod) || pod.containers.every(({ state }) => state?.kind !== 'running');
}

function keptAfterEnd({ finalizers, node }: Pod): Why {
  const common = { layer: 'mechanism', keeper: null } as const;
  if (finalizers.length === 0) {
    return {
      ...common,
      kind: 'cleanup',
      words: `none of its containers runs, and ${node === null ? 'nobody' : `node ${nodeWord(node)}`} has not cleaned up after it (volumes, network)`,
      confidence: 'consistent',
    };
  }
  const who = finalizers.flatMap((each) => (Object.hasOwn(owners, each) ? (owners[each] ?? []) : []))[0];
  return {
    ...common,
    kind: finalizers.join(' '),
    words: `none of its containers runs, and it is kept by ${finalizers.length === 1 ? 'finalizer' : 'finalizers'} ${listed(finalizers)}, which ${who ?? 'the program that set it'} has to take away`,
    confidence: 'proven',
  };
}

function notEnded(pod: Pod, { lookup }: Situation): Why {
  const said = lookup.eventsAbout(pod).findLast(({ reason }) => failures.includes(reason));
  const where = pod.node === null ? '' : ` on node ${nodeWord(pod.node)}`;
  return {
    kind: said ? said.reason : 'runs on',
    words: said
      ? `the kubelet${where} can not end it: ${oneLine(said.message, 160)}`
      : `its containers${where} still run after the grace period, and no event says why`,
    layer: 'mechanism',
    confidence: said ? 'proven' : 'consistent',
    keeper: null,
  };
}

function finding(group: Afflicted<Stuck>, { view }: Situation): Finding {
  const { hits, workload, pods } = group;
  const [{ words, layer, confidence, keeper, pod }] = hits;
  const due = Math.min(...hits.map((hit) => hit.due));
  // A StatefulSet makes no second pod of the same name, so this one is missing until it is gone.
  const single = workload.kind === 'StatefulSet';
  return {
    check: 'stuck-terminating',
    object: workload,
    affects: [...refsOf(pods), ...(keeper ? [keeper] : [])],
    sentence: `The deletion of ${whoWords(group)} should have been over at ${clock(due, view.takenAt)} and is not: ${words}${single ? '; until it is gone, no new pod takes its place' : ''}`,
    confidence,
    severity: single ? 'high' : 'medium',
    layer,
    changedAt: due,
    evidence: [
      table(
        'Pods that do not go',
        ['pod', 'node', 'should be gone', 'phase', 'finalizers'],
        hits.map((hit) => [
          hit.pod.name,
          hit.pod.node === null ? '-' : nodeWord(hit.pod.node),
          clock(hit.due, view.takenAt),
          hit.pod.phase,
          hit.pod.finalizers.join(',') || '-',
        ]),
      ),
      ...(keeper
        ? [
            line(
              'Careful',
              'on a node that is away its containers may still run; forcing it only hides the pod',
            ),
          ]
        : []),
    ],
    lookNext: [look.describe(pod), look.events(pod), ...(keeper ? [look.describe(keeper)] : [])],
    help: null,
  };
}
