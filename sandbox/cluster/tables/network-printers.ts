import { ageOf } from './age.ts';
import { type LabelSelector, labelsCell, selectorCell } from './containers-cells.ts';
import { fewOf } from './few-of.ts';
import { ageColumn, column, nameColumn, printer, wide } from './table-printer.ts';

type LoadBalancer = { loadBalancer?: { ingress?: { ip?: string; hostname?: string }[] } };

type ServiceView = {
  spec: {
    type?: string;
    clusterIP?: string;
    externalIPs?: string[];
    externalName?: string;
    ports?: { port: number; nodePort?: number; protocol?: string }[];
    selector?: Record<string, string>;
  };
  status?: LoadBalancer;
};

const MOST = 3;

export const servicePrinter = printer(
  [
    nameColumn,
    column('Type'),
    column('Cluster-IP'),
    column('External-IP'),
    column('Port(s)'),
    ageColumn,
    wide('Selector'),
  ],
  (object, now) => {
    const service = object as unknown as ServiceView;
    const { type = 'ClusterIP', clusterIP, ports = [], selector } = service.spec;
    const shown = ports.map(
      ({ port, nodePort, protocol = 'TCP' }) => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol}`,
    );
    return [
      object.metadata.name,
      type,
      clusterIP || '<none>',
      externalCell(service),
      shown.join(',') || '<none>',
      ageOf(object.metadata.creationTimestamp, now),
      labelsCell(selector),
    ];
  },
);

function externalCell({ spec, status }: ServiceView): string {
  const { type = 'ClusterIP', externalIPs = [], externalName = '' } = spec;
  if (type === 'ExternalName') return externalName;
  if (type !== 'LoadBalancer') return externalIPs.join(',') || '<none>';
  const balancer = balancerCell(status);
  return [...(balancer ? [balancer] : []), ...externalIPs].join(',') || '<pending>';
}

const balancerCell = (status: LoadBalancer | undefined): string =>
  (status?.loadBalancer?.ingress ?? [])
    .map(({ ip, hostname }) => ip || hostname || '')
    .filter((address) => address !== '')
    .sort()
    .join(',');

type IngressView = {
  spec: { ingressClassName?: string; tls?: unknown[]; rules?: { host?: string }[] };
  status?: LoadBalancer;
};

export const ingressPrinter = printer(
  [nameColumn, column('Class'), column('Hosts'), column('Address'), column('Ports'), ageColumn],
  (object, now) => {
    const { spec, status } = object as unknown as IngressView;
    const hosts = (spec.rules ?? []).map(({ host }) => host ?? '').filter((host) => host !== '');
    return [
      object.metadata.name,
      spec.ingressClassName ?? '<none>',
      fewOf(hosts, MOST) || '*',
      balancerCell(status),
      (spec.tls ?? []).length > 0 ? '80, 443' : '80',
      ageOf(object.metadata.creationTimestamp, now),
    ];
  },
);

export const ingressClassPrinter = printer(
  [nameColumn, column('Controller'), column('Parameters'), ageColumn],
  (object, now) => {
    const { spec } = object as unknown as {
      spec: { controller?: string; parameters?: { apiGroup?: string; kind: string; name: string } };
    };
    const { apiGroup, kind = '', name = '' } = spec.parameters ?? {};
    const parameters = spec.parameters ? `${kind}${apiGroup ? `.${apiGroup}` : ''}/${name}` : '<none>';
    const { creationTimestamp } = object.metadata;
    return [object.metadata.name, spec.controller ?? '', parameters, ageOf(creationTimestamp, now)];
  },
);

export const networkPolicyPrinter = printer(
  [nameColumn, column('Pod-Selector'), ageColumn],
  (object, now) => {
    const { spec } = object as unknown as { spec: { podSelector?: LabelSelector } };
    return [
      object.metadata.name,
      selectorCell(spec.podSelector),
      ageOf(object.metadata.creationTimestamp, now),
    ];
  },
);

export const endpointSlicePrinter = printer(
  [nameColumn, column('AddressType'), column('Ports'), column('Endpoints'), ageColumn],
  (object, now) => {
    const slice = object as unknown as {
      addressType?: string;
      ports?: { port?: number }[] | null;
      endpoints?: { addresses: string[] }[] | null;
    };
    const ports = (slice.ports ?? []).map(({ port }) => (port === undefined ? '*' : String(port)));
    const addresses = (slice.endpoints ?? []).flatMap((endpoint) => endpoint.addresses);
    return [
      object.metadata.name,
      slice.addressType ?? '',
      fewOf(ports, MOST) || '<unset>',
      fewOf(addresses, MOST) || '<unset>',
      ageOf(object.metadata.creationTimestamp, now),
    ];
  },
);

export const endpointsPrinter = printer([nameColumn, column('Endpoints'), ageColumn], (object, now) => {
  const { subsets } = object as unknown as {
    subsets?: { addresses?: { ip: string }[]; ports?: { port: number }[] }[];
  };
  const texts = (subsets ?? []).flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) => addresses.map(({ ip }) => `${ip}:${port}`)),
  );
  return [
    object.metadata.name,
    fewOf(texts, MOST) || '<none>',
    ageOf(object.metadata.creationTimestamp, now),
  ];
});
