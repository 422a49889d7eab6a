import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import type { PodSpec } from '../domain/cluster/pod-spec.ts';
import type { ViewObject } from '../domain/cluster/view-object.ts';
import { clusterDns } from './cluster-dns.ts';

/**
 * What can harm any pod of a cluster: kinds and admission that somebody added, and the workloads that the cluster
 * itself stands on (DNS with its Service, network, storage): those of kube-system, those with a system priority
 * (https://kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods/), and those that
 * install a network on the nodes, wherever they live.
 */
export function reachingAll(view: ClusterView): readonly ViewObject[] {
  const workloads = [...view.daemonsets, ...view.deployments, ...view.statefulsets];
  const dns = clusterDns(view);
  return [
    ...(dns ? [dns] : []),
    // One that the API server may go on without blocks nobody.
    ...view.webhookconfigurations.filter(({ webhooks }) =>
      webhooks.some(({ failurePolicy }) => failurePolicy === 'Fail'),
    ),
    ...view.customresourcedefinitions,
    ...workloads.filter(({ namespace, template }) => namespace === 'kube-system' || isSystem(template.spec)),
  ];
}

function isSystem({ priorityClass, volumes }: PodSpec): boolean {
  return (
    priorityClass === 'system-node-critical' ||
    priorityClass === 'system-cluster-critical' ||
    volumes.some((volume) => volume.kind === 'HostPath' && /^\/(?:etc|opt)\/cni\b/.test(volume.source))
  );
}
