import { kindsOf, statusOf } from './resource-kind.ts';

const extensions = ['api-extensions'];

export const apiregistrationKinds = kindsOf('apiregistration.k8s.io', 'v1', [
  {
    kind: 'APIService',
    resource: 'apiservices',
    cluster: true,
    categories: extensions,
    subresources: [statusOf('APIService')],
  },
]);

export const apiextensionsKinds = kindsOf('apiextensions.k8s.io', 'v1', [
  {
    kind: 'CustomResourceDefinition',
    resource: 'customresourcedefinitions',
    cluster: true,
    shortNames: ['crd', 'crds'],
    categories: extensions,
    subresources: [statusOf('CustomResourceDefinition')],
  },
]);

export const admissionKinds = kindsOf('admissionregistration.k8s.io', 'v1', [
  {
    kind: 'MutatingWebhookConfiguration',
    resource: 'mutatingwebhookconfigurations',
    cluster: true,
    categories: extensions,
  },
  {
    kind: 'ValidatingAdmissionPolicy',
    resource: 'validatingadmissionpolicies',
    cluster: true,
    categories: extensions,
    subresources: [statusOf('ValidatingAdmissionPolicy')],
  },
  {
    kind: 'ValidatingAdmissionPolicyBinding',
    resource: 'validatingadmissionpolicybindings',
    cluster: true,
    categories: extensions,
  },
  {
    kind: 'ValidatingWebhookConfiguration',
    resource: 'validatingwebhookconfigurations',
    cluster: true,
    categories: extensions,
  },
]);

export const coordinationKinds = kindsOf('coordination.k8s.io', 'v1', [
  { kind: 'Lease', resource: 'leases' },
]);

export const nodeKinds = kindsOf('node.k8s.io', 'v1', [
  { kind: 'RuntimeClass', resource: 'runtimeclasses', cluster: true },
]);

export const flowcontrolKinds = kindsOf('flowcontrol.apiserver.k8s.io', 'v1', [
  { kind: 'FlowSchema', resource: 'flowschemas', cluster: true, subresources: [statusOf('FlowSchema')] },
  {
    kind: 'PriorityLevelConfiguration',
    resource: 'prioritylevelconfigurations',
    cluster: true,
    subresources: [statusOf('PriorityLevelConfiguration')],
  },
]);

/** Served by the metrics server, which a cluster may lack. */
export const metricsKinds = kindsOf('metrics.k8s.io', 'v1beta1', [
  { kind: 'NodeMetrics', resource: 'nodes', cluster: true, verbs: ['get', 'list'] },
  { kind: 'PodMetrics', resource: 'pods', verbs: ['get', 'list'] },
]);
