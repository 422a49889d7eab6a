import { isPrivate } from '../domain/cluster/address-range.ts';
import type { ClusterView } from '../domain/cluster/cluster-view.ts';
import type { Ingress, Service } from '../domain/cluster/network.ts';

/** How a Service can be reached from everywhere, without anything in front that asks who comes. */
export type Exposure = {
  readonly service: Service;
  /** What opens it: the Service itself or an Ingress. */
  readonly by: Service | Ingress;
  readonly address: string;
};

/** Keys and values with which cloud providers keep a load balancer inside of their network. */
const internal: readonly (readonly [RegExp, RegExp])[] = [
  [/aws-load-balancer-internal$/, /^(?!false$).+/],
  [/aws-load-balancer-scheme$|alb\.ingress\.kubernetes\.io\/scheme$/, /^internal$/],
  [/azure-load-balancer-internal$|openstack-internal-load-balancer$/, /^true$/],
  [/load-balancer-type$/, /^internal$/i],
  [/load-balancer-cloud-provider-ip-type$/, /^private$/],
  [/loadbalancer-address-type$/, /^intranet$/],
];

/** Annotations of an Ingress that ask who comes or from where; what a plugin or a middleware does is not known here. */
const controls =
  /auth-url$|auth-type$|auth-tls-secret$|auth-signin$|(?:white|allow)list-source-range$|inbound-cidrs$|router\.middlewares$|konghq\.com\/plugins$|oauth|oidc/;

/** Every Service of a view that stands open to all, and how. */
export function exposuresOf(view: ClusterView): readonly Exposure[] {
  const services = new Map(view.services.map((service) => [`${service.namespace}/${service.name}`, service]));
  const outside = view.nodes.flatMap(({ addresses }) =>
    addresses.flatMap(({ type, address }) => (type === 'ExternalIP' ? [address] : [])),
  );
  return [
    ...view.services.flatMap((service) => byService(service, outside[0] ?? null)),
    ...view.ingresses.flatMap((ingress) => byIngress(ingress, services)),
  ];
}

function byService(service: Service, node: string | null): readonly Exposure[] {
  const limited =
    service.sourceRanges.length > 0 && !service.sourceRanges.some((range) => /\/0$/.test(range));
  if (service.type === 'LoadBalancer' && !limited && !isInternal(service.annotations)) {
    const address = service.loadBalancer.find(isOutside);
    return address === undefined ? [] : [{ service, by: service, address }];
  }
  const port = service.ports.find(({ nodePort }) => nodePort !== null)?.nodePort;
  // Nodes without an outer address can only be reached from where they stand.
  if (service.type !== 'NodePort' || node === null || port === undefined) return [];
  return [{ service, by: service, address: `${node}:${port} and the other nodes` }];
}

function byIngress(ingress: Ingress, services: ReadonlyMap<string, Service>): readonly Exposure[] {
  const { annotations, className, addresses, namespace, backends } = ingress;
  const guarded = Object.keys(annotations).some((key) => controls.test(key));
  if (guarded || isInternal(annotations) || /internal|private/.test(className ?? '')) return [];
  if (!addresses.some(isOutside)) return [];
  return backends.flatMap(({ service: name, host, path }): readonly Exposure[] => {
    const service = services.get(`${namespace}/${name}`);
    return service ? [{ service, by: ingress, address: `${host === '' ? addresses[0] : host}${path}` }] : [];
  });
}

function isInternal(annotations: Readonly<Record<string, string>>): boolean {
  return Object.entries(annotations).some(([key, value]) =>
    internal.some(([name, means]) => name.test(key) && means.test(value)),
  );
}

/** A load balancer's name tells as little of where it stands as its annotations; one of AWS may begin with `internal-`. */
function isOutside(address: string): boolean {
  return !isPrivate(address) && !address.startsWith('internal-');
}
