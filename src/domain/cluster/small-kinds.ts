import type { Condition, Meta, Quantities, Selector } from './meta.ts';

export type Namespace = Meta & {
  readonly kind: 'Namespace';
  readonly phase: string;
  /** What keeps one that is being deleted; empty otherwise. */
  readonly conditions: readonly Condition[];
};

/** Only which keys there are: values are not read. */
export type ConfigMap = Meta & { readonly kind: 'ConfigMap'; readonly keys: readonly string[] };

export type ServiceAccount = Meta & {
  readonly kind: 'ServiceAccount';
  readonly pullSecrets: readonly string[];
};

export type PriorityClass = Meta & { readonly kind: 'PriorityClass'; readonly value: number };

export type PersistentVolumeClaim = Meta & {
  readonly kind: 'PersistentVolumeClaim';
  readonly phase: string;
  /** Null: it names none, so the default one counts. Empty: it wants a volume that exists already. */
  readonly storageClass: string | null;
  /** What the volume must have at least: `storage`. */
  readonly asks: Quantities;
  readonly accessModes: readonly string[];
  readonly volume: string | null;
};

export type PodDisruptionBudget = Meta & {
  readonly kind: 'PodDisruptionBudget';
  readonly selector: Selector | null;
  readonly minAvailable: string | null;
  readonly maxUnavailable: string | null;
  readonly disruptionsAllowed: number;
  readonly conditions: readonly Condition[];
};

export type HorizontalPodAutoscaler = Meta & {
  readonly kind: 'HorizontalPodAutoscaler';
  readonly target: { readonly kind: string; readonly name: string };
  readonly min: number;
  readonly max: number;
  readonly current: number;
  readonly desired: number;
  readonly conditions: readonly Condition[];
};

/** What metrics.k8s.io says a pod or a node uses now. */
export type Usage = {
  readonly namespace: string | null;
  readonly name: string;
  readonly uses: Quantities;
  /** By container; empty for nodes. */
  readonly containers: Readonly<Record<string, Quantities>>;
};
