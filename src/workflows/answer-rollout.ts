import type { ViewKind } from '../domain/cluster/cluster-view.ts';
import { revisionsOf } from '../domain/cluster/revisions.ts';
import type { ViewObject } from '../domain/cluster/view-object.ts';
import type { Answer } from '../domain/query/answer.ts';
import { workloadEssence } from '../domain/wording/cluster/essence.ts';
import {
  type Revised,
  type RolloutStory,
  rolloutSummary,
  rolloutText,
} from '../domain/wording/cluster/rollout-lines.ts';
import { type AskedFor, answered, refusedAnswer } from './answer-asked.ts';
import { type Found, findObject } from './answer-find.ts';
import { type Around, foundIn, POD_MAKERS, readAroundObject, unreadAnswer } from './answer-related.ts';

const KINDS: readonly ViewKind[] = [...POD_MAKERS, 'controllerrevisions'];

/** `rollout`: the revisions of a workload and what each changed. Throws ClusterFailure. */
export async function answerRollout(asked: AskedFor<'rollout'>): Promise<Answer> {
  const found = await findObject(asked, asked.query.target, asked.query.scope);
  if (!found.ok) return refusedAnswer(found.refusal, found.lookNext);
  if (found.value.namespace === null) return noRevisions(found.value);
  const around = await readAroundObject(asked, found.value, KINDS);
  const workload = revisedOf(around, foundIn(around, found.value).object);
  if (workload === null) {
    return unreadAnswer(around, [found.value.resource.name]) ?? noRevisions(found.value);
  }
  const unread = unreadAnswer(around, [
    workload.kind === 'Deployment' ? 'replicasets' : 'controllerrevisions',
  ]);
  if (unread) return unread;
  const story = storyOf(around, workload);
  const target = `${workload.kind.toLowerCase()}/${workload.name} -n ${workload.namespace}`;
  return answered({
    summary: rolloutSummary(story),
    text: rolloutText(story),
    essence: [
      ...story.revisions.slice(0, 1).map(({ number }) => `revision ${number}`),
      ...workloadEssence(workload, around.lookup.podsOf(workload)),
    ],
    fileName: `rollout-${workload.namespace}-${workload.name}.txt`,
    lookNext: [`/incident images ${target}`, `/incident events ${target}`],
  });
}

/** A pod or a ReplicaSet stands for the workload that made it. */
function revisedOf({ lookup }: Around, object: ViewObject | null): Revised | null {
  if (object === null) return null;
  const top = lookup.object(lookup.topOwner(object)) ?? object;
  return top.kind === 'Deployment' || top.kind === 'StatefulSet' || top.kind === 'DaemonSet' ? top : null;
}

function storyOf({ view, lookup, gaps }: Around, workload: Revised): RolloutStory {
  const kept = workload.kind === 'Deployment' ? lookup.replicaSetsOf(workload) : lookup.revisionsOf(workload);
  const pods = lookup.podsOf(workload);
  // ReplicaSets own their pods; a ControllerRevision is named by a label of them: a StatefulSet's whole, a DaemonSet's
  // without the DaemonSet's name in front.
  const counts = kept.map((each) => {
    const hashes = [each.name, each.name.replace(`${workload.name}-`, '')];
    const own = pods.filter(
      ({ owner, labels }) =>
        owner?.uid === each.uid || hashes.includes(labels['controller-revision-hash'] ?? ''),
    );
    return [each.name, own.length] as const;
  });
  return { workload, revisions: revisionsOf(kept), pods: new Map(counts), gaps, now: view.takenAt };
}

function noRevisions({ resource, name }: Found): Answer {
  return refusedAnswer({
    kind: 'invalid',
    what: `${resource.kind} ${name} keeps no revisions. Deployments, StatefulSets and DaemonSets do.`,
    example: '/incident rollout deploy/checkout',
  });
}
