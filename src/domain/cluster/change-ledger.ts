import type { Instant } from '../instant.ts';
import type { ClusterView } from './cluster-view.ts';
import type { FieldManager, Meta } from './meta.ts';
import { type ObjectRef, refKey, refOf } from './object-ref.ts';
import { isTemplatePath, type Revision, revisionsOf, rolledOut } from './revisions.ts';
import type { TemplateChange } from './template-change.ts';
import type { ObjectKind } from './view-object.ts';

/** How near a change is to what suffers: what is cluster-scoped reaches everything. */
export type LedgerRank = 'cluster' | 'workload' | 'namespace' | 'elsewhere';

/** One change that the cluster's objects still tell of. */
export type LedgerEntry = {
  readonly at: Instant;
  readonly object: ObjectRef;
  readonly what: 'created' | 'changed' | 'scaled' | 'rolled-out' | 'deleting';
  /** The field manager that the API server recorded: a program, not a person. */
  readonly by: string | null;
  /** What differs in the pod template, for a rollout. */
  readonly diff: readonly TemplateChange[];
  /** What that program owns of the object: it wrote to some of it, the API server does not say to which. */
  readonly paths: readonly string[];
  readonly rank: LedgerRank;
};

/** Which changes, and from whose point of view they are ranked. */
export type LedgerAbout = {
  readonly from: Instant;
  readonly to: Instant;
  readonly workload: ObjectRef | null;
  readonly namespace: string | null;
};

/** Kinds that people and pipelines change. Pods, events, leases and slices are what follows from it. */
export const LEDGER_KINDS = [
  'customresourcedefinitions',
  'webhookconfigurations',
  'nodes',
  'namespaces',
  'priorityclasses',
  'deployments',
  'statefulsets',
  'daemonsets',
  'cronjobs',
  'jobs',
  'services',
  'ingresses',
  'networkpolicies',
  'poddisruptionbudgets',
  'horizontalpodautoscalers',
  'persistentvolumeclaims',
  'configmaps',
  'serviceaccounts',
] as const satisfies readonly ObjectKind[];

/** These keep what people changed: they are read for the differences, and are no changes themselves. */
export const REVISION_KINDS = ['replicasets', 'controllerrevisions'] as const satisfies readonly ObjectKind[];

/** Programs that keep the books of the cluster; what they write follows from changes, and is none. */
const bookkeepers =
  /^(?:kube-controller-manager|kube-scheduler|kubelet|cloud-controller-manager|kube-apiserver|clusterrole-aggregation-controller|endpoint-?slice.*|k3s|rke2|node-problem-detector|manager-status|.*-status)$/;

const ownControllers = new Set([
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'],
  ...['Node', 'Pod', 'Service', 'Namespace', 'HorizontalPodAutoscaler'],
]);

/** A write this soon after the creation belongs to it. */
const AT_CREATION = 10_000;

const ranks: readonly LedgerRank[] = ['cluster', 'workload', 'namespace', 'elsewhere'];

/**
 * What changed in a window, by creation times, managedFields and revisions: the nearest to the workload first
 * (cluster-scoped, the workload itself, its namespace, the rest), then the latest. What Kubernetes' own
 * controllers make or write, and everything in a status, is no change. Only the last write of each program is known to the API server.
 */
export function changeLedger(view: ClusterView, about: LedgerAbout): readonly LedgerEntry[] {
  const revisions = Map.groupBy(
    [...view.replicasets, ...view.controllerrevisions],
    ({ owner }) => owner?.uid ?? '',
  );
  const entries = LEDGER_KINDS.flatMap((kind): readonly LedgerEntry[] =>
    (view[kind] as readonly Meta[])
      .filter((object) => !isMadeByController(object) && !isFurniture(object))
      .filter((object) => mayHaveChanged(object, revisions.get(object.uid) ?? [], about.from))
      .flatMap((object) => entriesOf(object, revisionsOf(revisions.get(object.uid) ?? []), view.takenAt))
      .map((entry) => ({ ...entry, rank: rankOf(entry.object, about) })),
  );
  return entries
    .filter(({ at }) => at >= about.from && at <= about.to)
    .sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank) || b.at - a.at);
}

/** False when every time that is known of the object is earlier: most objects have not changed for long. */
function mayHaveChanged(
  { createdAt, deletionAt, managers }: Meta,
  revisions: readonly Meta[],
  from: Instant,
): boolean {
  if (createdAt >= from || deletionAt !== null) return true;
  return (
    managers.some(({ at }) => at !== null && at >= from) || revisions.some((each) => each.createdAt >= from)
  );
}

type Unranked = Omit<LedgerEntry, 'rank'>;

function entriesOf(object: Meta, revisions: readonly Revision[], now: Instant): readonly Unranked[] {
  const rollouts = rolloutsOf(object, revisions);
  const writes = object.managers
    .filter((manager) => !isNoise(manager))
    .flatMap((manager) => writeOf(object, manager));
  const first = writes.find(({ at }) => isCreation(object, at));
  const created: Unranked = {
    ...entry(object),
    what: 'created',
    at: object.createdAt,
    by: first?.by ?? null,
  };
  return [
    created,
    ...rollouts,
    ...writes.filter(
      (write) =>
        object.owner === null &&
        !isCreation(object, write.at) &&
        !(
          write.paths.some(isTemplatePath) &&
          rollouts.some(({ at, by }) => by === write.by && isNear(at, write.at))
        ),
    ),
    ...(object.deletionAt === null
      ? []
      : [{ ...entry(object), what: 'deleting', at: Math.min(object.deletionAt, now), by: null } as const]),
  ];
}

/** The newest revision may be an old one put back, so its time is that of the write; the first one is the creation. */
function rolloutsOf(object: Meta, revisions: readonly Revision[]): readonly Unranked[] {
  return revisions
    .map((revision, index) => ({ revision, ...rolledOut(object, revision, index === 0) }))
    .filter(({ at }) => !isCreation(object, at))
    .map(({ revision, at, by }) => ({ ...entry(object), what: 'rolled-out', at, by, diff: revision.diff }));
}

function writeOf(object: Meta, { name, at, subresource, paths }: FieldManager): readonly Unranked[] {
  if (at === null) return [];
  const scaled =
    subresource === 'scale' || (paths.length > 0 && paths.every((path) => path === 'spec.replicas'));
  return [{ ...entry(object), what: scaled ? 'scaled' : 'changed', at, by: name, paths }];
}

function isNoise({ name, subresource, paths }: FieldManager): boolean {
  if (subresource === 'status') return true;
  if (paths.length > 0 && paths.every((path) => /^status(?:$|[.[])/.test(path))) return true;
  // The autoscaler writes as kube-controller-manager, to /scale: that is a change.
  return subresource !== 'scale' && bookkeepers.test(name);
}

/**
 * What Kubernetes' own controllers make follows from their owner's change. What an operator makes of a custom resource
 * is a change of its own; that it writes to it again and again is none.
 */
function isMadeByController({ owner }: Meta): boolean {
  return owner !== null && ownControllers.has(owner.kind);
}

/** Made by the cluster itself in each namespace, or a lock that is renewed all the time. */
function isFurniture({ kind, name, annotations }: Meta): boolean {
  if (Object.hasOwn(annotations, 'control-plane.alpha.kubernetes.io/leader')) return true;
  return (
    (kind === 'ConfigMap' && name === 'kube-root-ca.crt') || (kind === 'ServiceAccount' && name === 'default')
  );
}

function isCreation({ createdAt }: Meta, at: Instant): boolean {
  return at - createdAt <= AT_CREATION;
}

function isNear(a: Instant, b: Instant): boolean {
  return Math.abs(a - b) <= 30_000;
}

function entry(object: Meta): Pick<LedgerEntry, 'object' | 'diff' | 'paths'> {
  return { object: refOf(object), diff: [], paths: [] };
}

function rankOf(object: ObjectRef, { workload, namespace }: LedgerAbout): LedgerRank {
  if (object.namespace === null) return 'cluster';
  if (workload !== null && refKey(object) === refKey(workload)) return 'workload';
  return namespace !== null && object.namespace === namespace ? 'namespace' : 'elsewhere';
}
