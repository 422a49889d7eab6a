import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterObject } from '../cluster-object.ts';
import { StatusFailure } from '../http/status-failure.ts';

/** Whether a node's kubelet can be reached, and how not. */
export type KubeletState = 'up' | 'refused' | 'no-route';

type NodeView = {
  status?: {
    conditions?: { type: string; status: string }[];
    addresses?: { type: string; address: string }[];
    daemonEndpoints?: { kubeletEndpoint?: { Port?: number } };
  };
};

/** How long a real server tries a node to which there is no route. */
const NO_ROUTE_MS = 3000;
const KUBELET_PORT = 10_250;

/** As it was set, or as the node looks: one that stopped posting its status can't be reached. */
export function kubeletState(node: ClusterObject | undefined, set: KubeletState | undefined): KubeletState {
  if (set) return set;
  const { conditions = [] } = (node as NodeView | undefined)?.status ?? {};
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'Unknown') ? 'no-route' : 'up';
}

/** Throws what the server says when it can't reach the kubelet of this node; else nothing happens. */
export async function reachKubelet(
  node: ClusterObject | undefined,
  state: KubeletState,
  path: string,
): Promise<void> {
  if (state === 'up') return;
  if (state === 'no-route') await sleep(NO_ROUTE_MS);
  const { addresses = [], daemonEndpoints } = (node as NodeView | undefined)?.status ?? {};
  const ip = addresses.find(({ type }) => type === 'InternalIP')?.address ?? '0.0.0.0';
  const address = `${ip}:${daemonEndpoints?.kubeletEndpoint?.Port || KUBELET_PORT}`;
  const why = state === 'refused' ? 'connection refused' : 'no route to host';
  throw new StatusFailure({
    code: 500,
    message: `Get "https://${address}${path}": dial tcp ${address}: connect: ${why}`,
  });
}
