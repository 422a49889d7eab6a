import { isReady } from '../../src/domain/cluster/conditions.ts';
import type { EndpointSlice, Ingress, Service } from '../../src/domain/cluster/network.ts';
import type { Pod } from '../../src/domain/cluster/pod.ts';
import type {
  ConfigMap,
  Namespace,
  PersistentVolumeClaim,
  PodDisruptionBudget,
} from '../../src/domain/cluster/small-kinds.ts';
import { meta, ownedBy } from './cluster.ts';

/** The Service shop/checkout: port 80 to 8080 of the pods with app=checkout. */
export const service = (over: Partial<Service> = {}): Service => ({
  ...meta('Service', { name: 'checkout', ...over }),
  type: 'ClusterIP',
  selector: { app: 'checkout' },
  ports: [{ name: null, port: 80, targetPort: '8080', protocol: 'TCP', nodePort: null }],
  clusterIp: '10.96.0.10',
  externalName: null,
  publishNotReady: false,
  sourceRanges: [],
  loadBalancer: [],
  ...over,
  kind: 'Service',
});

/** What the endpoint controller makes of a Service and its pods: ready as the pods are. */
export const slice = (
  of: Service,
  pods: readonly Pod[],
  over: Partial<EndpointSlice> = {},
): EndpointSlice => ({
  ...meta('EndpointSlice', { namespace: of.namespace, name: `${of.name}-x7k2p`, ...over }),
  owner: ownedBy(of),
  service: of.name,
  ports: of.ports.map(({ name, targetPort }) => ({ name, port: Number(targetPort) || null })),
  endpoints: pods.map((pod) => ({
    addresses: pod.ip === null ? [] : [pod.ip],
    ready: isReady(pod) && pod.deletionAt === null,
    serving: isReady(pod),
    terminating: pod.deletionAt !== null,
    node: pod.node,
    zone: null,
    pod: pod.name,
  })),
  ...over,
  kind: 'EndpointSlice',
});

/** An Ingress of the class nginx with one backend: checkout:80. */
export const ingress = (over: Partial<Ingress> = {}): Ingress => ({
  ...meta('Ingress', { name: 'shop', ...over }),
  className: 'nginx',
  backends: [{ host: 'shop.example', path: '/', service: 'checkout', port: '80' }],
  tlsSecrets: [],
  addresses: ['203.0.113.7'],
  ...over,
  kind: 'Ingress',
});

export const claim = (over: Partial<PersistentVolumeClaim> = {}): PersistentVolumeClaim => ({
  ...meta('PersistentVolumeClaim', { name: 'data', ...over }),
  phase: 'Bound',
  storageClass: 'gp3',
  asks: { storage: 10 * 1024 ** 3 },
  accessModes: ['ReadWriteOnce'],
  volume: 'pv-1',
  ...over,
  kind: 'PersistentVolumeClaim',
});

export const configMap = (over: Partial<ConfigMap> = {}): ConfigMap => ({
  ...meta('ConfigMap', { name: 'settings', ...over }),
  keys: [],
  ...over,
  kind: 'ConfigMap',
});

export const namespace = (over: Partial<Namespace> = {}): Namespace => ({
  ...meta('Namespace', { name: 'shop', ...over }, false),
  phase: 'Active',
  conditions: [],
  ...over,
  kind: 'Namespace',
});

/** A budget that lets one pod of app=checkout go. */
export const budget = (over: Partial<PodDisruptionBudget> = {}): PodDisruptionBudget => ({
  ...meta('PodDisruptionBudget', { name: 'checkout', ...over }),
  selector: { labels: { app: 'checkout' }, expressions: [] },
  minAvailable: null,
  maxUnavailable: '1',
  disruptionsAllowed: 1,
  conditions: [],
  ...over,
  kind: 'PodDisruptionBudget',
});
