import type { Quantities, Selector } from './meta.ts';

/** An environment variable. `value` is redacted; null when it comes from elsewhere. */
export type EnvVar = {
  readonly name: string;
  readonly value: string | null;
  readonly from: KeyRef | { readonly kind: 'Field'; readonly path: string } | null;
};

/** A key of a ConfigMap or a Secret that something refers to. `key` null: all of it. */
export type KeyRef = {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly key: string | null;
  readonly optional: boolean;
};

export type ContainerPort = {
  readonly name: string | null;
  readonly port: number;
  readonly protocol: string;
  readonly hostPort: number | null;
};

/** Times in seconds, as Kubernetes counts them, with its defaults filled in. */
export type Probe = {
  readonly how: 'http' | 'tcp' | 'grpc' | 'exec';
  /** A number or a port's name; null for exec. */
  readonly port: string | null;
  /** The path, or the command. */
  readonly detail: string;
  readonly initialDelay: number;
  readonly period: number;
  readonly timeout: number;
  readonly failures: number;
};

export type ContainerSpec = {
  readonly name: string;
  readonly role: 'main' | 'init' | 'sidecar';
  readonly image: string;
  readonly pullPolicy: string;
  /** Redacted. */
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly ports: readonly ContainerPort[];
  readonly env: readonly EnvVar[];
  /** What `envFrom` takes in whole. */
  readonly envFrom: readonly KeyRef[];
  readonly requests: Quantities;
  readonly limits: Quantities;
  readonly liveness: Probe | null;
  readonly readiness: Probe | null;
  readonly startup: Probe | null;
  readonly mounts: readonly { readonly volume: string; readonly path: string; readonly readOnly: boolean }[];
  readonly privileged: boolean;
};

export type Volume = { readonly name: string } & (
  | {
      readonly kind: 'ConfigMap' | 'Secret';
      readonly source: string;
      readonly optional: boolean;
      /** Keys that are mounted one by one, each of which must exist. */
      readonly keys: readonly string[];
    }
  | { readonly kind: 'Claim'; readonly source: string }
  | { readonly kind: 'HostPath'; readonly source: string }
  /** emptyDir, projected, csi ...: `source` is that word. */
  | { readonly kind: 'Other'; readonly source: string }
);

export type Toleration = {
  /** Null tolerates every key (with operator Exists). */
  readonly key: string | null;
  readonly operator: 'Exists' | 'Equal';
  readonly value: string;
  /** Null: every effect. */
  readonly effect: string | null;
  readonly seconds: number | null;
};

/** One required term of node affinity: all expressions of a term must hold, one term is enough. */
export type NodeTerm = readonly {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt';
  readonly values: readonly string[];
}[];

/** Pods and pod templates. */
export type PodSpec = {
  readonly containers: readonly ContainerSpec[];
  readonly volumes: readonly Volume[];
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Required node affinity; empty: none. */
  readonly nodeTerms: readonly NodeTerm[];
  /** Pod anti-affinity, required or preferred, by topology key. */
  readonly podAntiAffinity: readonly {
    readonly topologyKey: string;
    readonly required: boolean;
    readonly selector: Selector | null;
  }[];
  readonly spread: readonly {
    readonly topologyKey: string;
    readonly maxSkew: number;
    readonly required: boolean;
  }[];
  readonly tolerations: readonly Toleration[];
  readonly priorityClass: string | null;
  readonly serviceAccount: string;
  readonly pullSecrets: readonly string[];
  readonly restartPolicy: string;
  readonly hostNetwork: boolean;
  readonly hostPid: boolean;
  /** Seconds. */
  readonly gracePeriod: number;
};
