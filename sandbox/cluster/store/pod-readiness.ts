import type { ClusterObject } from '../cluster-object.ts';

/** Whether a pod says that it is Ready. */
export function isReady({ status }: ClusterObject): boolean {
  const { conditions = [] } = (status ?? {}) as { conditions?: { type: string; status: string }[] };
  return conditions.some(({ type, status: value }) => type === 'Ready' && value === 'True');
}
