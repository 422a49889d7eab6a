import type { EndpointSlice, Ingress, Service, ServicePort } from '../../../domain/cluster/network.ts';
import {
  type Fields,
  fields,
  flag,
  list,
  number,
  numberOrName,
  numberOrNull,
  text,
  textMap,
  textOrNull,
  texts,
} from './fields.ts';
import { meta } from './meta.ts';
import type { Reading } from './reading.ts';

const SERVICE_NAME = 'kubernetes.io/service-name';
const OLD_CLASS = 'kubernetes.io/ingress.class';

export function service(item: Fields, reading: Reading): Service {
  const spec = fields(item.spec);
  return {
    ...meta('Service', item, reading, { managers: 'paths' }),
    type: text(spec.type, 'ClusterIP'),
    selector: textMap(spec.selector),
    ports: list(spec.ports).map(servicePort),
    clusterIp: textOrNull(spec.clusterIP),
    externalName: textOrNull(spec.externalName),
    publishNotReady: flag(spec.publishNotReadyAddresses),
    sourceRanges: texts(spec.loadBalancerSourceRanges),
    loadBalancer: addresses(item.status),
  };
}

function servicePort(entry: unknown): ServicePort {
  const given = fields(entry);
  const port = number(given.port);
  return {
    name: textOrNull(given.name),
    port,
    targetPort: numberOrName(given.targetPort) ?? String(port),
    protocol: text(given.protocol, 'TCP'),
    nodePort: numberOrNull(given.nodePort),
  };
}

/** What the load balancer of a Service or an Ingress got. */
function addresses(status: unknown): readonly string[] {
  return list(fields(fields(status).loadBalancer).ingress).flatMap((entry) => {
    const { ip, hostname } = fields(entry);
    return textOrNull(ip) ?? textOrNull(hostname) ?? [];
  });
}

export function endpointSlice(item: Fields, reading: Reading): EndpointSlice {
  const own = meta('EndpointSlice', item, reading, { managers: 'none' });
  return {
    ...own,
    service: own.labels[SERVICE_NAME] ?? null,
    ports: list(item.ports).map((entry) => {
      const { name, port } = fields(entry);
      return { name: textOrNull(name), port: numberOrNull(port) };
    }),
    endpoints: list(item.endpoints).map((entry) => endpoint(fields(entry))),
  };
}

function endpoint(given: Fields): EndpointSlice['endpoints'][number] {
  const { ready, serving, terminating } = fields(given.conditions);
  const target = fields(given.targetRef);
  const isReady = ready !== false;
  return {
    addresses: texts(given.addresses),
    ready: isReady,
    // Missing means as `ready`: https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/
    serving: typeof serving === 'boolean' ? serving : isReady,
    terminating: flag(terminating),
    node: textOrNull(given.nodeName),
    zone: textOrNull(given.zone),
    pod: target.kind === 'Pod' ? textOrNull(target.name) : null,
  };
}

export function ingress(item: Fields, reading: Reading): Ingress {
  const own = meta('Ingress', item, reading, { managers: 'paths' });
  const spec = fields(item.spec);
  return {
    ...own,
    className: textOrNull(spec.ingressClassName) ?? own.annotations[OLD_CLASS] ?? null,
    backends: [
      ...list(spec.rules).flatMap((rule) => {
        const { host, http } = fields(rule);
        return list(fields(http).paths).flatMap((entry) => {
          const { path, backend: to } = fields(entry);
          return backend(text(host), text(path, '/'), to);
        });
      }),
      ...backend('', '', spec.defaultBackend),
    ],
    tlsSecrets: list(spec.tls).flatMap((entry) => textOrNull(fields(entry).secretName) ?? []),
    addresses: addresses(item.status),
  };
}

/** None for a backend that is no Service. */
function backend(host: string, path: string, to: unknown): Ingress['backends'] {
  const { name, port } = fields(fields(to).service);
  if (typeof name !== 'string') return [];
  const { number: byNumber, name: byName } = fields(port);
  return [{ host, path, service: name, port: numberOrName(byNumber) ?? text(byName) }];
}
