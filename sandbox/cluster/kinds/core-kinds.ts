import { kindsOf, scale, statusOf } from './resource-kind.ts';

const CONNECT = ['create', 'get'];
const PROXY = ['create', 'delete', 'get', 'patch', 'update'];
const READ_AND_CHANGE = ['get', 'patch', 'update'];

/** The core group, in the order of discovery. */
export const coreKinds = kindsOf('', 'v1', [
  { kind: 'Binding', resource: 'bindings', verbs: ['create'] },
  {
    kind: 'ComponentStatus',
    resource: 'componentstatuses',
    cluster: true,
    verbs: ['get', 'list'],
    shortNames: ['cs'],
  },
  { kind: 'ConfigMap', resource: 'configmaps', shortNames: ['cm'] },
  { kind: 'Endpoints', resource: 'endpoints', shortNames: ['ep'] },
  { kind: 'Event', resource: 'events', shortNames: ['ev'] },
  { kind: 'LimitRange', resource: 'limitranges', shortNames: ['limits'] },
  {
    kind: 'Namespace',
    resource: 'namespaces',
    cluster: true,
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    shortNames: ['ns'],
    subresources: [{ name: 'finalize', kind: 'Namespace', verbs: ['update'] }, statusOf('Namespace')],
  },
  {
    kind: 'Node',
    resource: 'nodes',
    cluster: true,
    shortNames: ['no'],
    subresources: [{ name: 'proxy', kind: 'NodeProxyOptions', verbs: PROXY }, statusOf('Node')],
  },
  {
    kind: 'PersistentVolumeClaim',
    resource: 'persistentvolumeclaims',
    shortNames: ['pvc'],
    subresources: [statusOf('PersistentVolumeClaim')],
  },
  {
    kind: 'PersistentVolume',
    resource: 'persistentvolumes',
    cluster: true,
    shortNames: ['pv'],
    subresources: [statusOf('PersistentVolume')],
  },
  {
    kind: 'Pod',
    resource: 'pods',
    shortNames: ['po'],
    categories: ['all'],
    subresources: [
      { name: 'attach', kind: 'PodAttachOptions', verbs: CONNECT },
      { name: 'binding', kind: 'Binding', verbs: ['create'] },
      { name: 'ephemeralcontainers', kind: 'Pod', verbs: READ_AND_CHANGE },
      { name: 'eviction', kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] },
      { name: 'exec', kind: 'PodExecOptions', verbs: CONNECT },
      { name: 'log', kind: 'Pod', verbs: ['get'] },
      { name: 'portforward', kind: 'PodPortForwardOptions', verbs: CONNECT },
      { name: 'proxy', kind: 'PodProxyOptions', verbs: PROXY },
      { name: 'resize', kind: 'Pod', verbs: READ_AND_CHANGE },
      statusOf('Pod'),
    ],
  },
  { kind: 'PodTemplate', resource: 'podtemplates' },
  {
    kind: 'ReplicationController',
    resource: 'replicationcontrollers',
    shortNames: ['rc'],
    categories: ['all'],
    subresources: [scale, statusOf('ReplicationController')],
  },
  {
    kind: 'ResourceQuota',
    resource: 'resourcequotas',
    shortNames: ['quota'],
    subresources: [statusOf('ResourceQuota')],
  },
  { kind: 'Secret', resource: 'secrets' },
  {
    kind: 'ServiceAccount',
    resource: 'serviceaccounts',
    shortNames: ['sa'],
    subresources: [
      {
        name: 'token',
        kind: 'TokenRequest',
        group: 'authentication.k8s.io',
        version: 'v1',
        verbs: ['create'],
      },
    ],
  },
  {
    kind: 'Service',
    resource: 'services',
    shortNames: ['svc'],
    categories: ['all'],
    subresources: [{ name: 'proxy', kind: 'ServiceProxyOptions', verbs: PROXY }, statusOf('Service')],
  },
]);
