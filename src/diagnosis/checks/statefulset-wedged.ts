import { isReady } from '../../domain/cluster/conditions.ts';
import { type ObjectRef, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import { type Revision, revisionsOf, rolledOut } from '../../domain/cluster/revisions.ts';
import type { Finding, Help } from '../../domain/finding.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Check, Situation } from '../check.ts';
import { isOld, type Wedged, wedgedOf } from '../wedged.ts';
import { changeTable } from '../words/change-table.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';
import { troubleWords } from '../words/trouble-words.ts';

/** Check 9: StatefulSets that stand still because one of their pods is not ready, and which pods wait for it. */
export const statefulsetWedged: Check = {
  id: 'statefulset-wedged',
  title: 'StatefulSets that stand still at a pod that is not ready, and which pods wait for it',
  reads: ['statefulsets', 'pods'],
  uses: ['controllerrevisions', 'nodes'],
  run: (situation) =>
    situation.view.statefulsets.flatMap((set) => {
      const wedged = wedgedOf(set, situation.lookup, situation.view.takenAt);
      return wedged ? [finding(wedged, situation)] : [];
    }),
};

function finding(wedged: Wedged, { view, lookup }: Situation): Finding {
  const { set, blocker, since, rollout, outdated } = wedged;
  const [revision = null] = revisionsOf(lookup.revisionsOf(set));
  const node = lookup.node(blocker.node);
  const away = node !== null && !isReady(node);
  return {
    check: 'statefulset-wedged',
    object: refOf(set),
    // A node that is away is to blame, also for a pod that can't go.
    affects: [refOf(blocker), ...(away ? [refOf(node)] : [])],
    sentence: `${whatWords(wedged, revision, view.takenAt)} stands still at pod ${blocker.name}, ${stateWords(wedged, view.takenAt)}${waitWords(wedged)}`,
    // In parallel a maxUnavailable, which is not read, might let it go on.
    confidence: set.podManagement === 'Parallel' ? 'consistent' : 'proven',
    severity: 'high',
    layer: 'symptom',
    changedAt: since,
    evidence: [
      line('Goes', goesWords(wedged)),
      placeTable(wedged),
      ...(rollout && !outdated && revision !== null && revision.diff.length > 0
        ? [changeTable(`Changed in revision ${revision.number}`, revision.diff)]
        : []),
      ...(rollout && !outdated && set.podManagement !== 'Parallel' ? [forcedRollback(blocker)] : []),
    ],
    lookNext: [
      look.describe(blocker),
      // Without a node nothing of it has run.
      ...(blocker.node === null ? [] : [look.logs(blocker)]),
      look.rollout(set),
      look.events(set),
    ],
    help: outdated && blocker.deletionAt === null && !away ? deletion(blocker) : null,
  };
}

function whatWords({ set, rollout }: Wedged, revision: Revision | null, takenAt: Instant): string {
  if (!rollout) return refWords(set);
  const began = revision ? ` that began at ${clock(rolledOut(set, revision, true).at, takenAt)}` : '';
  return `The rollout of ${refWords(set)}${began}`;
}

function stateWords({ blocker, since, outdated }: Wedged, takenAt: Instant): string {
  if (blocker.deletionAt !== null) return `which should be gone since ${clock(since, takenAt)}`;
  const trouble = troubleWords(blocker);
  const template = outdated ? ' and still has an old template' : '';
  return `which is not ready since ${clock(since, takenAt)}${template}${trouble ? `: ${trouble}` : ''}`;
}

function waitWords({ waits }: Wedged): string {
  if (waits.length === 0) return '';
  return `; ${listed(waits)} ${waits.length === 1 ? 'waits' : 'wait'} for it`;
}

function goesWords({ set: { podManagement, partition, firstOrdinal } }: Wedged): string {
  const order = podManagement === 'Parallel' ? 'Parallel' : 'one pod at a time (OrderedReady)';
  return partition === 0
    ? order
    : `${order}, and only pods from ordinal ${firstOrdinal + partition} on are replaced (partition ${partition})`;
}

function placeTable({ set, places }: Wedged): Finding['evidence'][number] {
  return table(
    'Its pods',
    ['pod', 'template', 'trouble'],
    places.map((pod, index) => {
      if (pod === null) return [`${set.name}-${set.firstOrdinal + index}`, '-', 'not made'];
      const trouble = pod.deletionAt === null ? (troubleWords(pod) ?? 'ready') : 'is being deleted';
      return [pod.name, isOld(set)(pod) ? 'old' : 'new', trouble];
    }),
  );
}

/** https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback */
function forcedRollback({ name }: ObjectRef): Finding['evidence'][number] {
  return line(
    'Mind',
    `a better template is not enough: ${name} keeps the one it has until it is ready or deleted`,
  );
}

function deletion(blocker: ObjectRef): Help {
  return {
    action: 'delete pod',
    target: refOf(blocker),
    text: 'Delete it when it can not recover: it comes back with the new template. Nothing else replaces it while it is not ready',
    remedy: { action: 'delete-pod', parameters: {} },
  };
}
