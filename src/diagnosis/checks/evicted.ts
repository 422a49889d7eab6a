import { conditionOf } from '../../domain/cluster/conditions.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import type { Finding } from '../../domain/finding.ts';
import { HOUR, type Instant } from '../../domain/instant.ts';
import { oneLine } from '../../domain/one-line.ts';
import { countOf } from '../../domain/wording/alert-words.ts';
import { type Afflicted, afflicted, refsOf } from '../afflicted.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

/** Evicted pods stay as a record until somebody deletes them. */
const WINDOW = 24 * HOUR;

const pressures: Readonly<Record<string, string>> = {
  memory: 'MemoryPressure',
  'ephemeral-storage': 'DiskPressure',
  inodes: 'DiskPressure',
  pids: 'PIDPressure',
};

type Eviction = { readonly pod: Pod; readonly at: Instant; readonly resource: string };

/** Check 22: pods that the kubelet evicted, with the resource that ran out and what the node says of it now. */
export const evicted: Check = {
  id: 'evicted',
  title: 'Pods were evicted because a node ran out of something',
  reads: ['pods'],
  uses: ['events', 'nodes'],
  run: (situation) => {
    const evictions = situation.view.pods.flatMap((pod): readonly Eviction[] => {
      if (pod.reason !== 'Evicted') return [];
      const at = evictedAt(pod, situation);
      if (situation.view.takenAt - at > WINDOW) return [];
      return [{ pod, at, resource: resourceOf(pod.message) }];
    });
    return afflicted(evictions, situation.lookup, ({ pod, resource }) => `${pod.node} ${resource}`).map(
      (group) => finding(group, situation),
    );
  },
};

function evictedAt(pod: Pod, { lookup }: Situation): Instant {
  const target = conditionOf(pod, 'DisruptionTarget')?.changedAt;
  const told = lookup.eventsAbout(pod).findLast(({ reason }) => reason === 'Evicted')?.lastAt;
  const ends = pod.containers.flatMap(({ state }) =>
    state?.kind === 'terminated' && state.finishedAt !== null ? [state.finishedAt] : [],
  );
  return target ?? told ?? (ends.length > 0 ? Math.max(...ends) : pod.createdAt);
}

/** The kubelet's words: `The node was low on resource: memory. Threshold quantity: 100Mi, available: 88Mi.` */
function resourceOf(message: string): string {
  return (
    /low on resource: ([a-z-]+)/.exec(message)?.[1] ??
    (/[Uu]sage of EmptyDir|ephemeral/.test(message) ? 'ephemeral-storage' : '')
  );
}

function finding(group: Afflicted<Eviction>, { view, lookup }: Situation): Finding {
  const { hits, workload, pods } = group;
  const [{ pod, resource }] = hits;
  const node = lookup.node(pod.node);
  const condition = node && pressures[resource] ? conditionOf(node, pressures[resource]) : null;
  const pressed = condition?.status === 'True';
  const last = Math.max(...hits.map(({ at }) => at));
  const who =
    workload.kind === 'Pod' ? refWords(workload) : `${countOf(hits.length, 'pod')} of ${refWords(workload)}`;
  return {
    check: 'evicted',
    object: workload,
    affects: [...refsOf(pods), ...(pressed && node ? [refOf(node)] : [])],
    sentence: `Node ${nodeWord(pod.node)} evicted ${who} at ${clock(last, view.takenAt)}${resource ? ` for lack of ${resource}` : ''}${pressed ? ', and is still under pressure' : ''}`,
    confidence: pressed ? 'proven' : 'consistent',
    severity: 'medium',
    layer: 'mechanism',
    changedAt: Math.min(...hits.map(({ at }) => at)),
    evidence: [
      line('Said', oneLine(pod.message, 500)),
      ...(condition ? [line('Node now', `${condition.type} ${condition.status}`)] : []),
      table(
        'Evicted pods',
        ['pod', 'at', 'class'],
        hits.map((hit) => [hit.pod.name, clock(hit.at, view.takenAt), hit.pod.qos]),
      ),
    ],
    lookNext: [
      ...(pod.node === null ? [] : [look.describe({ kind: 'Node', namespace: null, name: pod.node })]),
      look.top('pods', pod.namespace),
    ],
    help: null,
  };
}
