import type { ClusterObject } from '../cluster-object.ts';
import type { Rule } from './rule.ts';

/**
 * The roles that Kubernetes ships for people and for discovery, as its pages on RBAC describe them. Those of its own
 * components are left out: nobody here is one.
 */
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

const rule = (apiGroup: string, resources: string, verbs: readonly string[]): Rule => ({
  apiGroups: [apiGroup],
  resources: resources.split(' '),
  verbs,
});

const VIEW: readonly Rule[] = [
  rule(
    '',
    'configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status',
    READ,
  ),
  rule(
    '',
    'bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status',
    READ,
  ),
  rule('', 'namespaces', READ),
  rule('discovery.k8s.io', 'endpointslices', READ),
  rule(
    'apps',
    'controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status',
    READ,
  ),
  rule('autoscaling', 'horizontalpodautoscalers horizontalpodautoscalers/status', READ),
  rule('batch', 'cronjobs cronjobs/status jobs jobs/status', READ),
  rule('policy', 'poddisruptionbudgets poddisruptionbudgets/status', READ),
  rule('networking.k8s.io', 'ingresses ingresses/status networkpolicies', READ),
];

const EDIT: readonly Rule[] = [
  rule('', 'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy', READ),
  rule('', 'serviceaccounts', ['impersonate']),
  rule('', 'pods pods/attach pods/exec pods/portforward pods/proxy', WRITE),
  rule('', 'pods/eviction', ['create']),
  rule(
    '',
    'configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy',
    WRITE,
  ),
  rule('', 'serviceaccounts/token', ['create']),
  rule(
    'apps',
    'daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale',
    WRITE,
  ),
  rule('autoscaling', 'horizontalpodautoscalers', WRITE),
  rule('batch', 'cronjobs jobs', WRITE),
  rule('policy', 'poddisruptionbudgets', WRITE),
  rule('networking.k8s.io', 'ingresses networkpolicies', WRITE),
  rule('coordination.k8s.io', 'leases', [...READ, ...WRITE]),
];

const ADMIN: readonly Rule[] = [
  rule('authorization.k8s.io', 'localsubjectaccessreviews', ['create']),
  rule('rbac.authorization.k8s.io', 'rolebindings roles', [...READ, ...WRITE]),
];

const EVERYTHING: readonly Rule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];

const BASIC_USER: readonly Rule[] = [
  rule('authorization.k8s.io', 'selfsubjectaccessreviews selfsubjectrulesreviews', ['create']),
  rule('authentication.k8s.io', 'selfsubjectreviews', ['create']),
];

const PUBLIC = ['/healthz', '/livez', '/readyz', '/version', '/version/'];
const DISCOVERY = ['/api', '/api/*', '/apis', '/apis/*', ...PUBLIC, '/openapi', '/openapi/*'];
const AUTHENTICATED = 'system:authenticated';

/** ClusterRoles and ClusterRoleBindings of every cluster. */
export const builtInRoles = (): ClusterObject[] => [
  clusterRole('cluster-admin', EVERYTHING),
  clusterRole('system:aggregate-to-view', VIEW, 'view'),
  clusterRole('system:aggregate-to-edit', EDIT, 'edit'),
  clusterRole('system:aggregate-to-admin', ADMIN, 'admin'),
  aggregated('view', 'edit'),
  aggregated('edit', 'admin'),
  aggregated('admin'),
  clusterRole('system:basic-user', BASIC_USER),
  clusterRole('system:discovery', [{ nonResourceURLs: DISCOVERY, verbs: ['get'] }]),
  clusterRole('system:public-info-viewer', [{ nonResourceURLs: PUBLIC, verbs: ['get'] }]),
  bound('cluster-admin', 'system:masters'),
  bound('system:basic-user', AUTHENTICATED),
  bound('system:discovery', AUTHENTICATED),
  bound('system:public-info-viewer', AUTHENTICATED, 'system:unauthenticated'),
];

const AGGREGATE = 'rbac.authorization.k8s.io/aggregate-to-';
const BOOTSTRAP = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };

const labelsFor = (into: string | undefined) =>
  into === undefined ? BOOTSTRAP : { ...BOOTSTRAP, [`${AGGREGATE}${into}`]: 'true' };

const clusterRole = (name: string, rules: readonly Rule[], into?: string): ClusterObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name, labels: labelsFor(into) },
  rules,
});

const aggregated = (name: string, into?: string): ClusterObject => ({
  ...clusterRole(name, [], into),
  aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [`${AGGREGATE}${name}`]: 'true' } }] },
});

const bound = (role: string, ...groups: string[]): ClusterObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: role, labels: BOOTSTRAP },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: groups.map((name) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name })),
});
