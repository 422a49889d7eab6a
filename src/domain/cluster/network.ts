import type { Meta, Selector } from './meta.ts';

export type ServicePort = {
  readonly name: string | null;
  readonly port: number;
  /** A number or a container port's name. */
  readonly targetPort: string;
  readonly protocol: string;
  readonly nodePort: number | null;
};

export type Service = Meta & {
  readonly kind: 'Service';
  /** `ClusterIP`, `NodePort`, `LoadBalancer`, `ExternalName`. */
  readonly type: string;
  /** Empty: its endpoints are made by somebody else. */
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
  readonly clusterIp: string | null;
  readonly externalName: string | null;
  readonly publishNotReady: boolean;
  readonly sourceRanges: readonly string[];
  /** Addresses that the load balancer got. */
  readonly loadBalancer: readonly string[];
};

export type EndpointSlice = Meta & {
  readonly kind: 'EndpointSlice';
  /** From the label `kubernetes.io/service-name`. */
  readonly service: string | null;
  readonly ports: readonly { readonly name: string | null; readonly port: number | null }[];
  readonly endpoints: readonly {
    readonly addresses: readonly string[];
    /** A missing `ready` counts as true, as the API says. */
    readonly ready: boolean;
    readonly serving: boolean;
    readonly terminating: boolean;
    readonly node: string | null;
    readonly zone: string | null;
    readonly pod: string | null;
  }[];
};

export type Ingress = Meta & {
  readonly kind: 'Ingress';
  readonly className: string | null;
  readonly backends: readonly {
    readonly host: string;
    readonly path: string;
    readonly service: string;
    readonly port: string;
  }[];
  readonly tlsSecrets: readonly string[];
  readonly addresses: readonly string[];
};

/** Where a rule lets traffic come from or go to. All given parts must hold. */
export type NetworkPeer = {
  readonly pods: Selector | null;
  readonly namespaces: Selector | null;
  readonly cidr: string | null;
  readonly except: readonly string[];
};

export type NetworkRule = {
  /** Empty: from or to everywhere. */
  readonly peers: readonly NetworkPeer[];
  /** Empty: every port. A port is a number or a name; null means all of that protocol. */
  readonly ports: readonly {
    readonly protocol: string;
    readonly port: string | null;
    readonly endPort: number | null;
  }[];
};

export type NetworkPolicy = Meta & {
  readonly kind: 'NetworkPolicy';
  /** Empty: all pods of the namespace. */
  readonly pods: Selector;
  readonly types: readonly ('Ingress' | 'Egress')[];
  readonly ingress: readonly NetworkRule[];
  readonly egress: readonly NetworkRule[];
};
