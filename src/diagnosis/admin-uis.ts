import { parseImage } from '../domain/cluster/image.ts';
import type { Pod } from '../domain/cluster/pod.ts';

/** A program with which one administers something, and whether it asks who one is before it lets one in. */
export type AdminUi = { readonly name: string; readonly login: boolean };

/** By the repository of the image; as their makers ship them, without what somebody may have put in front. */
const known: readonly (readonly [RegExp, AdminUi])[] = [
  [/weaveworks\/scope$/, { name: 'Weave Scope', login: false }],
  [/(?:^|\/)(?:prom|prometheus)\/prometheus$/, { name: 'Prometheus', login: false }],
  [/(?:^|\/)(?:prom|prometheus)\/alertmanager$/, { name: 'Alertmanager', login: false }],
  [/jaegertracing\/|(?:^|\/)jaeger-query$/, { name: 'Jaeger', login: false }],
  [/(?:^|\/)zipkin(?:-slim)?$/, { name: 'Zipkin', login: false }],
  [/tektoncd\/.*dashboard/, { name: 'Tekton Dashboard', login: false }],
  [/(?:^|\/)hubble-ui$/, { name: 'Hubble', login: false }],
  [/longhorn-ui$/, { name: 'Longhorn', login: false }],
  [/kubecost|opencost/, { name: 'Kubecost', login: false }],
  [
    /octant$|kubeview$|kubeshark\/|(?:^|\/)dozzle$|(?:^|\/)cadvisor$/,
    { name: 'a cluster viewer', login: false },
  ],
  [
    /(?:^|\/)(?:redis-commander|kafka-ui|kafdrop|mongo-express|flower)$/,
    { name: 'a data browser', login: false },
  ],
  [/(?:^|\/)consul$/, { name: 'Consul', login: false }],
  [/kubernetesui\/|kubernetes-dashboard/, { name: 'Kubernetes Dashboard', login: true }],
  [/argoproj\/argocd$/, { name: 'Argo CD', login: true }],
  [/grafana\/grafana(?:-enterprise|-oss)?$/, { name: 'Grafana', login: true }],
  [/kibana$|opensearch-dashboards$/, { name: 'Kibana', login: true }],
  [/portainer\//, { name: 'Portainer', login: true }],
  [/rancher\/rancher$/, { name: 'Rancher', login: true }],
  [/jenkins\/jenkins$/, { name: 'Jenkins', login: true }],
  [/headlamp/, { name: 'Headlamp', login: true }],
  [/kiali\/kiali$/, { name: 'Kiali', login: true }],
  [/(?:^|\/)(?:phpmyadmin|adminer|pgadmin4?)(?:\/|$)/, { name: 'a database console', login: true }],
];

/** Sockets with which one rules every container of a node. */
const sockets = /(?:docker|containerd|crio)\.sock$/;

/** The administration program that a pod runs; null: none that is known. */
export function adminUiOf({ spec }: Pod): AdminUi | null {
  for (const { image } of spec.containers) {
    const { repository } = parseImage(image);
    const found = known.find(([pattern]) => pattern.test(repository));
    if (found) return found[1];
  }
  return null;
}

/** What a pod can do to its node, in words; null: no more than others. */
export function powerOf({ spec }: Pod): string | null {
  const socket = spec.volumes.find((volume) => volume.kind === 'HostPath' && sockets.test(volume.source));
  if (spec.containers.some(({ privileged }) => privileged)) return 'privileged';
  if (socket) return 'with the socket of the container runtime';
  return spec.hostPid ? 'among the processes of the node' : null;
}
