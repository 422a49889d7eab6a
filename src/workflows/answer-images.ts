import type { ViewKind } from '../domain/cluster/cluster-view.ts';
import { refWords } from '../domain/cluster/object-ref.ts';
import type { Answer } from '../domain/query/answer.ts';
import { imagesSummary, imagesText } from '../domain/wording/cluster/image-lines.ts';
import { type AskedFor, answered, refusedAnswer } from './answer-asked.ts';
import { findObject } from './answer-find.ts';
import { foundIn, POD_MAKERS, readAroundObject, unreadAnswer } from './answer-related.ts';

/** `images`: what the pods of a workload really run. Throws ClusterFailure. */
export async function answerImages(asked: AskedFor<'images'>): Promise<Answer> {
  const found = await findObject(asked, asked.query.target, asked.query.scope);
  if (!found.ok) return refusedAnswer(found.refusal, found.lookNext);
  const { resource, namespace, name } = found.value;
  const nodes: readonly ViewKind[] = asked.question.namespaces === null ? ['nodes'] : [];
  const around = await readAroundObject(asked, found.value, [...POD_MAKERS, ...nodes]);
  const { pods } = foundIn(around, found.value);
  const title = refWords({ kind: resource.kind, namespace, name });
  if (pods.length === 0) {
    const unread = unreadAnswer(around, [resource.name, 'pods', 'replicasets']);
    if (unread) return unread;
    return refusedAnswer({
      kind: 'not-found',
      what: `${title} has no pods, so it runs no images.`,
      example: `/incident describe ${resource.singular}/${name}${namespace === null ? '' : ` -n ${namespace}`}`,
    });
  }
  const { view, gaps } = around;
  const architectures = new Map(view.nodes.map((node) => [node.name, node.architecture]));
  const story = { name: title, pods, architectures, gaps, now: view.takenAt };
  return answered({
    summary: imagesSummary(story),
    text: imagesText(story),
    fileName: `images-${namespace}-${name}.txt`,
    lookNext: [`/incident rollout ${resource.singular}/${name} -n ${namespace}`],
  });
}
