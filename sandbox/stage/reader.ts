import type { ClusterObject } from '../cluster/cluster-object.ts';

const NAMESPACE = 'keyturn';
const NAME = 'keyturn-reader';
const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];

/** As whom the bot reads a sandbox cluster. */
export const READER = `system:serviceaccount:${NAMESPACE}:${NAME}`;

/** The reader's roles: the built-in view, and what is not in any namespace. Nothing in them writes or shows a Secret. */
export function readerObjects(): readonly ClusterObject[] {
  const rule = (group: string, ...resources: string[]) => ({ apiGroups: [group], resources, verbs: READ });
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE }, status: { phase: 'Active' } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: NAME, namespace: NAMESPACE } },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRole',
      metadata: { name: NAME },
      rules: [
        rule('', 'nodes', 'persistentvolumes'),
        rule('storage.k8s.io', 'storageclasses', 'volumeattachments', 'csinodes'),
        rule(
          'admissionregistration.k8s.io',
          'validatingwebhookconfigurations',
          'mutatingwebhookconfigurations',
        ),
        rule('apiextensions.k8s.io', 'customresourcedefinitions'),
        rule('apiregistration.k8s.io', 'apiservices'),
        rule('scheduling.k8s.io', 'priorityclasses'),
        rule('coordination.k8s.io', 'leases'),
        rule('metrics.k8s.io', 'pods', 'nodes'),
      ],
    },
    bound('view'),
    bound(NAME),
  ];
}

function bound(role: string): ClusterObject {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: `${NAME}-${role}` },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', namespace: NAMESPACE, name: NAME }],
  };
}
