import type { Instant } from '../instant.ts';
import type { Condition, Meta, Quantities } from './meta.ts';

export type Taint = {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
  readonly addedAt: Instant | null;
};

export type Node = Meta & {
  readonly kind: 'Node';
  readonly unschedulable: boolean;
  readonly taints: readonly Taint[];
  readonly podCidr: string | null;
  readonly conditions: readonly Condition[];
  readonly capacity: Quantities;
  readonly allocatable: Quantities;
  readonly architecture: string;
  readonly kubeletVersion: string;
  /** `InternalIP`, `Hostname` ... */
  readonly addresses: readonly { readonly type: string; readonly address: string }[];
  /** Image names by digest that the node has (`repo@sha256:...`), at most 50 as the kubelet reports them. */
  readonly images: readonly string[];
};

/** A node's heartbeat in kube-node-lease. */
export type Lease = Meta & {
  readonly kind: 'Lease';
  readonly holder: string;
  readonly renewedAt: Instant | null;
  /** Seconds. */
  readonly duration: number;
};
