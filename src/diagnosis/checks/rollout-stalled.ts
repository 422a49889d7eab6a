import { conditionOf, isReady } from '../../domain/cluster/conditions.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { revisionsOf, rolledOut } from '../../domain/cluster/revisions.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import { templateChangeWords } from '../../domain/cluster/template-change.ts';
import type { Deployment, ReplicaSet } from '../../domain/cluster/workload.ts';
import type { Finding, Help } from '../../domain/finding.ts';
import { type Instant, SECOND } from '../../domain/instant.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';
import { troubleWords } from '../words/trouble-words.ts';

/** A rollout of a Deployment that does not come to its end. */
type Stalled = {
  readonly deployment: Deployment;
  readonly newest: ReplicaSet | null;
  readonly older: readonly ReplicaSet[];
  readonly since: Instant;
};

/** Check 1: Deployments whose rollout stands still, with what the first of the new pods suffers from. */
export const rolloutStalled: Check = {
  id: 'rollout-stalled',
  title: 'Rollouts that stand still, with the trouble of the new pods',
  reads: ['deployments', 'replicasets'],
  uses: ['pods'],
  run: (situation) =>
    situation.view.deployments.flatMap((deployment) => {
      const stalled = stalledOf(deployment, situation);
      return stalled ? [finding(stalled, situation)] : [];
    }),
};

function stalledOf(deployment: Deployment, { view, lookup }: Situation): Stalled | null {
  // While it is paused it is meant to stand still; until its controller has seen it, its status is about before.
  if (deployment.paused || deployment.observedGeneration < deployment.generation) return null;
  const unfinished = Math.min(deployment.updatedReplicas, deployment.availableReplicas) < deployment.replicas;
  const given = conditionOf(deployment, 'Progressing');
  const up = given?.status === 'False' && given.reason === 'ProgressDeadlineExceeded';
  // A rollout that once was complete is over: what fails afterwards is no rollout any more.
  const complete = given?.reason === 'NewReplicaSetAvailable';
  const pending = unfinished && !complete;
  // Nearly all are done: whose revisions these are is not even looked at then.
  if (!up && !pending) return null;
  const sets = lookup.replicaSetsOf(deployment);
  const [newest = null, ...older] = sets;
  const [revision] = revisionsOf(sets);
  const since = revision ? rolledOut(deployment, revision, true).at : deployment.createdAt;
  const overdue = pending && view.takenAt - since > deployment.progressDeadline * SECOND;
  return up || overdue ? { deployment, newest, older, since } : null;
}

function finding(stalled: Stalled, { view, lookup }: Situation): Finding {
  const { deployment, newest, older, since } = stalled;
  const pods = newest ? lookup.podsOf(newest).filter(isMeant) : [];
  const failing = pods.filter((pod) => !isReady(pod));
  const trouble = failing.map(troubleWords).find((words) => words !== null);
  const condition = conditionOf(deployment, 'Progressing');
  const failure = conditionOf(deployment, 'ReplicaFailure');
  const why = failure?.status === 'True' ? 'its pods can not be made' : trouble;
  return {
    check: 'rollout-stalled',
    object: refOf(deployment),
    affects: failing.map(refOf),
    sentence: `The rollout of ${refWords(deployment)} that began at ${clock(since, view.takenAt)} stands still: ${deployment.updatedReplicas} of ${deployment.replicas} pods are new, ${readyOf(pods)} of them ready${why ? `; ${why}` : ''}`,
    confidence: 'proven',
    severity: 'high',
    layer: 'symptom',
    changedAt: since,
    evidence: [
      ...(condition
        ? [line('Progressing', `${condition.status}, ${condition.reason}: ${condition.message}`)]
        : []),
      ...changes(stalled, lookup.replicaSetsOf(deployment)),
      ...(failing.length === 0 ? [] : [podTable(failing)]),
    ],
    lookNext: [
      look.rollout(deployment),
      ...failing.slice(0, 1).map((pod) => look.describe(pod)),
      look.events(newest ?? deployment),
    ],
    help: backTo(deployment, older, lookup.podsOf),
  };
}

function readyOf(pods: readonly Pod[]): number {
  return pods.filter(isReady).length;
}

function changes({ older }: Stalled, sets: readonly ReplicaSet[]): Finding['evidence'] {
  const [revision] = revisionsOf(sets);
  if (!revision || older.length === 0) return [];
  const words = revision.diff.slice(0, 10).map(templateChangeWords);
  return words.length === 0
    ? []
    : [{ kind: 'table', label: `Changed in revision ${revision.number}`, text: words.join('\n') }];
}

function podTable(pods: readonly Pod[]): Finding['evidence'][number] {
  return table(
    'New pods that are not ready',
    ['pod', 'phase', 'trouble'],
    pods.map((pod) => [pod.name, pod.phase, troubleWords(pod) ?? '-']),
  );
}

/** The newest older revision with ready pods is proven to work; without any, nothing is promised. */
function backTo(
  deployment: Deployment,
  older: readonly ReplicaSet[],
  podsOf: (set: ReplicaSet) => readonly Pod[],
): Help | null {
  const good = older
    .map((set) => ({ set, ready: readyOf(podsOf(set).filter(isMeant)) }))
    .find(({ ready }) => ready > 0);
  if (!good || good.set.revision === null) return null;
  return {
    action: 'rollout undo',
    target: refOf(deployment),
    text: `Back to revision ${good.set.revision}, of which ${good.ready} pods are ready now`,
    // By the name of what keeps it: numbers move with each undo.
    remedy: { action: 'undo', parameters: { revision: good.set.name } },
  };
}
