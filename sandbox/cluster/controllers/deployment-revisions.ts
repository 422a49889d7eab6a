import type { ClusterObject } from '../cluster-object.ts';
import { isMap, type JsonMap } from '../patches/json-value.ts';
import { create } from '../writes/create.ts';
import { type ControllerContext, kindNamed, MANAGER, ownedBy, writeAs } from './controller-context.ts';
import { setsOf } from './deployment-spec.ts';
import { sameTemplate, templateHash, templateOf } from './pod-template.ts';

const REVISION = 'deployment.kubernetes.io/revision';
const HISTORY = 'deployment.kubernetes.io/revision-history';

/** The number of a ReplicaSet's revision; 0 for none. */
export const revisionOf = ({ metadata }: ClusterObject): number =>
  Number(metadata.annotations?.[REVISION] ?? 0);

/** The ReplicaSet whose template is the Deployment's. */
export const templateHolder = (
  sets: readonly ClusterObject[],
  deployment: ClusterObject,
): ClusterObject | undefined => sets.find((set) => sameTemplate(templateOf(set), templateOf(deployment)));

/**
 * The ReplicaSet of the Deployment's template, made or found again: an old one gets the next number, and its old one
 * goes into its history.
 */
export function newReplicaSet(
  context: ControllerContext,
  deployment: ClusterObject,
): { deployment: ClusterObject; set: ClusterObject } {
  const sets = setsOf(context, deployment);
  const found = templateHolder(sets, deployment);
  const others = sets.filter((set) => set !== found);
  const next = Math.max(0, ...others.map(revisionOf)) + 1;
  const set = found ? renumbered(context, found, next) : made(context, deployment, next);
  const revision = String(Math.max(next, revisionOf(set)));
  if (deployment.metadata.annotations?.[REVISION] === revision) return { deployment, set };
  const annotations = { ...deployment.metadata.annotations, [REVISION]: revision };
  const metadata = { ...deployment.metadata, annotations };
  const numbered = { ...deployment, metadata };
  // The number is the controller's own: it does not count as a change of the Deployment.
  return { deployment: writeAs(context, deployment, numbered, MANAGER, 'status'), set };
}

function renumbered(context: ControllerContext, set: ClusterObject, next: number): ClusterObject {
  const before = revisionOf(set);
  if (before >= next) return set;
  const history = set.metadata.annotations?.[HISTORY];
  const annotations = {
    ...set.metadata.annotations,
    [REVISION]: String(next),
    ...(before > 0 ? { [HISTORY]: history ? `${history},${before}` : String(before) } : {}),
  };
  return writeAs(context, set, { ...set, metadata: { ...set.metadata, annotations } });
}

function made({ world }: ControllerContext, deployment: ClusterObject, next: number): ClusterObject {
  const template = templateOf(deployment);
  const hash = templateHash(template);
  const { namespace = 'default', name } = deployment.metadata;
  const metadata = isMap(template.metadata) ? template.metadata : {};
  const labels = { ...(isMap(metadata.labels) ? metadata.labels : {}), 'pod-template-hash': hash };
  const { selector, minReadySeconds } = deployment.spec as JsonMap;
  const { matchLabels, ...expressions } = isMap(selector) ? selector : {};
  const set: ClusterObject = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: labels as Record<string, string>,
      annotations: { [REVISION]: String(next) },
      ownerReferences: [ownedBy(deployment)],
    },
    spec: {
      replicas: 0,
      ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: {
        ...expressions,
        matchLabels: { ...(isMap(matchLabels) ? matchLabels : {}), 'pod-template-hash': hash },
      },
      template: { ...template, metadata: { ...metadata, labels } },
    },
  };
  return create(world, kindNamed(world, 'apps/v1', 'ReplicaSet'), set, { namespace, manager: MANAGER })
    .object;
}
