import { kindsOf, statusOf } from './resource-kind.ts';

export const networkingKinds = kindsOf('networking.k8s.io', 'v1', [
  { kind: 'IngressClass', resource: 'ingressclasses', cluster: true },
  { kind: 'Ingress', resource: 'ingresses', shortNames: ['ing'], subresources: [statusOf('Ingress')] },
  { kind: 'IPAddress', resource: 'ipaddresses', cluster: true, shortNames: ['ip'] },
  { kind: 'NetworkPolicy', resource: 'networkpolicies', shortNames: ['netpol'] },
  {
    kind: 'ServiceCIDR',
    resource: 'servicecidrs',
    cluster: true,
    subresources: [statusOf('ServiceCIDR')],
  },
]);

export const discoveryKinds = kindsOf('discovery.k8s.io', 'v1', [
  { kind: 'EndpointSlice', resource: 'endpointslices' },
]);

/** The same events as in the core group, in the newer shape. */
export const eventsKinds = kindsOf('events.k8s.io', 'v1', [
  { kind: 'Event', resource: 'events', shortNames: ['ev'] },
]);
