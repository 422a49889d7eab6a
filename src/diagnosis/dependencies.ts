import type { Service } from '../domain/cluster/network.ts';
import type { ContainerSpec, PodSpec } from '../domain/cluster/pod-spec.ts';

/** Values that are addresses, by the variable's name; a value with a port, a scheme or a DNS suffix is one anyway. */
const addressName = /HOST|ADDR|URL|URI|ENDPOINT|SERVER|BROKER|SERVICE|DSN|UPSTREAM|BACKEND/i;
const addressValue = /:\/\/|:\d{2,5}(?:$|[/,])|\.svc(?:\.|$|:|\/)/;

/**
 * Finds which Services a pod declares to need: those whose names stand as a host in its environment (`orders-db`,
 * `orders-db.shop`, `orders-db.shop.svc.cluster.local`). In: the spec and its namespace.
 */
export function createDependencies(
  services: readonly Service[],
): (spec: PodSpec, namespace: string | null) => readonly Service[] {
  const byName = new Map(services.map((service) => [`${service.namespace}/${service.name}`, service]));
  // Pods of one workload have the same values, and all of a namespace many of them.
  const known = new Map<string, readonly Service[]>();
  const servicesIn = (value: string, namespace: string | null): readonly Service[] => {
    const key = `${namespace}/${value}`;
    const found = known.get(key) ?? namedIn(value, namespace, byName);
    known.set(key, found);
    return found;
  };
  const addresses = new Map<ContainerSpec['env'], readonly string[]>();
  const addressesIn = (env: ContainerSpec['env']): readonly string[] => {
    const found = addresses.get(env) ?? addressesOf(env);
    addresses.set(env, found);
    return found;
  };
  return (spec, namespace) => {
    const values = spec.containers.flatMap(({ env }) => addressesIn(env));
    return [...new Set(values.flatMap((value) => servicesIn(value, namespace)))];
  };
}

function addressesOf(env: ContainerSpec['env']): readonly string[] {
  return env.flatMap(({ name, value }) =>
    value !== null && (addressName.test(name) || addressValue.test(value)) ? [value] : [],
  );
}

function namedIn(
  value: string,
  namespace: string | null,
  byName: ReadonlyMap<string, Service>,
): readonly Service[] {
  const hosts = value.toLowerCase().match(/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?/g) ?? [];
  return hosts.flatMap((host) => {
    const [name, elsewhere] = host.split('.');
    const here = elsewhere === undefined ? namespace : elsewhere;
    return byName.get(`${here}/${name}`) ?? [];
  });
}
