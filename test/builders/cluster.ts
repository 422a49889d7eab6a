import type { Situation } from '../../src/diagnosis/check.ts';
import type { ClusterView, ViewKind } from '../../src/domain/cluster/cluster-view.ts';
import { createLookup } from '../../src/domain/cluster/lookup.ts';
import type { Meta } from '../../src/domain/cluster/meta.ts';
import type { Subject } from '../../src/domain/cluster/subject.ts';
import { HOUR, type Instant, MINUTE } from '../../src/domain/instant.ts';

/** When the views of these tests were taken. */
export const TAKEN: Instant = Date.UTC(2026, 2, 14, 3, 7);

/** When the trouble of these tests began: six minutes before. */
export const ONSET: Instant = TAKEN - 6 * MINUTE;

/** What every object has: made a day before, in the namespace shop, owned by nobody. */
export const meta = <K extends string>(kind: K, over: Partial<Meta>, namespaced = true) => {
  const namespace = namespaced ? (over.namespace ?? 'shop') : null;
  const name = over.name ?? kind.toLowerCase();
  return {
    uid: `uid-${kind}-${namespace}-${name}`,
    labels: {},
    annotations: {},
    createdAt: TAKEN - 24 * HOUR,
    deletionAt: null,
    finalizers: [],
    generation: 1,
    owner: null,
    managers: [],
    ...over,
    kind,
    namespace,
    name,
  };
};

/** The owner entry that an object has who is controlled by this one. */
export const ownedBy = ({ kind, name, uid }: Meta) => ({ kind, name, uid });

const empty = {
  pods: [],
  nodes: [],
  leases: [],
  namespaces: [],
  deployments: [],
  replicasets: [],
  statefulsets: [],
  daemonsets: [],
  controllerrevisions: [],
  jobs: [],
  cronjobs: [],
  services: [],
  endpointslices: [],
  ingresses: [],
  networkpolicies: [],
  poddisruptionbudgets: [],
  horizontalpodautoscalers: [],
  persistentvolumeclaims: [],
  configmaps: [],
  serviceaccounts: [],
  priorityclasses: [],
  customresourcedefinitions: [],
  webhookconfigurations: [],
  events: [],
  podusage: [],
  nodeusage: [],
} satisfies Partial<ClusterView>;

/** A view of a cluster in which every kind was read whole and only what is given exists. */
export const view = (over: Partial<ClusterView> = {}): ClusterView => ({
  cluster: { name: 'prod-eu1', uid: 'uid-kube-system', server: '10.0.0.1:6443', version: 'v1.34.1' },
  takenAt: TAKEN,
  asked: Object.keys(empty) as ViewKind[],
  gaps: [],
  ...empty,
  ...over,
});

/** Nothing known about what the alert means. */
export const subject = (over: Partial<Subject> = {}): Subject => ({
  objects: [],
  namespace: null,
  address: null,
  container: null,
  labels: {},
  ...over,
});

/** What a check is given: a view with only these objects, and an onset six minutes before it was taken. */
export const situation = (
  over: Partial<ClusterView> = {},
  { onset = ONSET, about = subject() }: { onset?: Instant; about?: Subject } = {},
): Situation => {
  const seen = view(over);
  return { view: seen, lookup: createLookup(seen), subject: about, onset };
};
