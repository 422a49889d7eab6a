import { conditionOf, isReady } from '../../domain/cluster/conditions.ts';
import { nodeWord } from '../../domain/cluster/node-word.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { DaemonSet } from '../../domain/cluster/workload.ts';
import type { Finding } from '../../domain/finding.ts';
import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import { countOf } from '../../domain/wording/alert-words.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';
import { troubleWords } from '../words/trouble-words.ts';

/** How long a pod may take: a node that has just joined, or one after the other in a rollout. */
const PATIENCE = 5 * MINUTE;

/** What a DaemonSet lacks on nodes that are well. */
type Gaps = {
  readonly daemonSet: DaemonSet;
  readonly failing: readonly Pod[];
  /** Nodes that should have a pod and have none. */
  readonly missing: number;
  readonly since: Instant | null;
};

/**
 * Check 10: DaemonSets that are not ready on every node on which their controller wants them, by what keeps them. Nodes
 * that taints or selectors leave out the controller does not count; nodes that are away are a finding of their own.
 */
export const daemonsetGaps: Check = {
  id: 'daemonset-gaps',
  title: 'DaemonSets that are not ready on every node that should have them, by cause',
  reads: ['daemonsets', 'pods'],
  uses: ['nodes', 'events'],
  run: (situation) =>
    situation.view.daemonsets.flatMap((daemonSet) => {
      const gaps = gapsOf(daemonSet, situation);
      return gaps ? [finding(gaps, situation)] : [];
    }),
};

function gapsOf(daemonSet: DaemonSet, situation: Situation): Gaps | null {
  const { view, lookup } = situation;
  const { desired, ready, generation, observedGeneration, deletionAt, namespace } = daemonSet;
  // Until its controller has seen it, its status is about before.
  if (desired <= ready || observedGeneration < generation || deletionAt !== null) return null;
  if (!lookup.sawAll('pods', namespace)) return null;
  const failing = lookup
    .podsOf(daemonSet)
    .filter((pod) => isMeant(pod) && !isReady(pod) && !isAway(pod, situation))
    .filter((pod) => view.takenAt - unreadySince(pod) > PATIENCE);
  const unmade = unmadeOf(daemonSet, situation);
  if (failing.length === 0 && unmade.count === 0) return null;
  const times = [...failing.map(unreadySince), ...(unmade.since === null ? [] : [unmade.since])];
  const since = times.length === 0 ? null : Math.min(...times);
  return { daemonSet, failing, missing: unmade.count, since };
}

/** On a node that is away, or gone: that is the node's story. */
function isAway({ node: name }: Pod, { lookup }: Situation): boolean {
  if (name === null) return false;
  const node = lookup.node(name);
  return node ? !isReady(node) : lookup.sawAll('nodes', null);
}

function unreadySince(pod: Pod): Instant {
  return conditionOf(pod, 'Ready')?.changedAt ?? pod.createdAt;
}

/** Pods that were never made: refused, as events say; else only when no node is so new that its pod is on its way. */
function unmadeOf(daemonSet: DaemonSet, { view, lookup }: Situation) {
  const none = { count: 0, since: null };
  const count = daemonSet.desired - daemonSet.current;
  if (count <= 0) return none;
  const [refused] = lookup
    .eventsAbout(daemonSet)
    .filter(({ reason, lastAt }) => reason === 'FailedCreate' && view.takenAt - lastAt <= HOUR);
  if (refused) return { count, since: refused.firstAt };
  const isNew = ({ createdAt }: { readonly createdAt: Instant }) => view.takenAt - createdAt <= PATIENCE;
  const known = lookup.sawAll('nodes', null) && !isNew(daemonSet) && !view.nodes.some(isNew);
  return known ? { count, since: null } : none;
}

function finding({ daemonSet, failing, missing, since }: Gaps, { view }: Situation): Finding {
  const { desired, ready, current, misscheduled } = daemonSet;
  const [first] = failing;
  return {
    check: 'daemonset-gaps',
    object: refOf(daemonSet),
    affects: failing.map(refOf),
    sentence: `${refWords(daemonSet)} is ready on ${ready} of the ${countOf(desired, 'node')} that should have it${since === null ? '' : `, since ${clock(since, view.takenAt)}`}: ${causes(failing, missing)}`,
    confidence: 'proven',
    severity: ready === 0 || isVital(daemonSet) ? 'high' : 'medium',
    layer: 'symptom',
    changedAt: since,
    evidence: [
      line('Its controller says', `${desired} nodes should have it, ${current} have it, ${ready} are ready`),
      ...(misscheduled > 0
        ? [line('Also', `it is on ${countOf(misscheduled, 'node')} that should not have it`)]
        : []),
      ...(failing.length === 0
        ? []
        : [
            table(
              'Pods that are not ready',
              ['pod', 'node', 'since', 'trouble'],
              failing.map((pod) => [
                pod.name,
                pod.node === null ? '-' : nodeWord(pod.node),
                clock(unreadySince(pod), view.takenAt),
                troubleWords(pod) ?? '-',
              ]),
            ),
          ]),
    ],
    lookNext: [
      look.rollout(daemonSet),
      ...(first ? [look.describe(first)] : []),
      ...(missing > 0 ? [look.events(daemonSet)] : []),
    ],
    help: null,
  };
}

/** `2 pods: container app crashes with exit code 1; 1 pod: no node takes it; 3 pods are not made`: the most first. */
function causes(failing: readonly Pod[], missing: number): string {
  const groups = [...Map.groupBy(failing, (pod) => troubleWords(pod) ?? 'not ready')]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([words, pods]) => `${countOf(pods.length, 'pod')}: ${words}`);
  const more = groups.length > 2 ? [`${groups.length - 2} more kinds of trouble`] : [];
  const unmade = missing > 0 ? [`${countOf(missing, 'pod')} ${missing === 1 ? 'is' : 'are'} not made`] : [];
  return [...groups.slice(0, 2), ...more, ...unmade].join('; ');
}

/** True for one that the nodes themselves need. */
function isVital({ namespace, template }: DaemonSet): boolean {
  return namespace === 'kube-system' || template.spec.priorityClass === 'system-node-critical';
}
