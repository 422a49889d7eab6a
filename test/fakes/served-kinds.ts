import type { Resource } from '../../src/domain/cluster/resource.ts';

const READ = ['get', 'list', 'watch'];

function kind(
  group: string,
  name: string,
  kindName: string,
  shortNames: readonly string[],
  namespaced = true,
): Resource {
  return {
    group,
    version: 'v1',
    name,
    singular: kindName.toLowerCase(),
    kind: kindName,
    shortNames,
    namespaced,
    verbs: READ,
  };
}

/** The kinds that a usual cluster serves and Keyturn may list, as discovery names them, and a custom one. */
export const servedKinds: readonly Resource[] = [
  kind('', 'pods', 'Pod', ['po']),
  kind('', 'nodes', 'Node', ['no'], false),
  kind('', 'namespaces', 'Namespace', ['ns'], false),
  kind('', 'services', 'Service', ['svc']),
  kind('', 'configmaps', 'ConfigMap', ['cm']),
  kind('', 'serviceaccounts', 'ServiceAccount', ['sa']),
  kind('', 'persistentvolumeclaims', 'PersistentVolumeClaim', ['pvc']),
  kind('', 'events', 'Event', ['ev']),
  kind('events.k8s.io', 'events', 'Event', ['ev']),
  kind('apps', 'deployments', 'Deployment', ['deploy']),
  kind('apps', 'replicasets', 'ReplicaSet', ['rs']),
  kind('apps', 'statefulsets', 'StatefulSet', ['sts']),
  kind('apps', 'daemonsets', 'DaemonSet', ['ds']),
  kind('apps', 'controllerrevisions', 'ControllerRevision', []),
  kind('batch', 'jobs', 'Job', []),
  kind('batch', 'cronjobs', 'CronJob', ['cj']),
  kind('networking.k8s.io', 'ingresses', 'Ingress', ['ing']),
  kind('metrics.k8s.io', 'pods', 'PodMetrics', []),
  kind('metrics.k8s.io', 'nodes', 'NodeMetrics', [], false),
  kind('cert-manager.io', 'certificates', 'Certificate', ['cert', 'certs']),
];
