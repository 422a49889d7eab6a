import type { ClusterView } from './cluster-view.ts';

/** A view of a cluster in which nothing was asked for. */
export function emptyView({ cluster, takenAt }: Pick<ClusterView, 'cluster' | 'takenAt'>): ClusterView {
  return {
    cluster,
    takenAt,
    asked: [],
    gaps: [],
    ...{ pods: [], nodes: [], leases: [], namespaces: [] },
    ...{ deployments: [], replicasets: [], statefulsets: [], daemonsets: [], controllerrevisions: [] },
    ...{ jobs: [], cronjobs: [], services: [], endpointslices: [], ingresses: [], networkpolicies: [] },
    ...{ poddisruptionbudgets: [], horizontalpodautoscalers: [], persistentvolumeclaims: [] },
    ...{ configmaps: [], serviceaccounts: [], priorityclasses: [], customresourcedefinitions: [] },
    ...{ webhookconfigurations: [], events: [], podusage: [], nodeusage: [] },
  };
}
