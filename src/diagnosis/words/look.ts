import type { ObjectRef } from '../../domain/cluster/object-ref.ts';

/** Lines to type, as `/incident help` explains them. Each names its namespace, so that it can be copied as it is. */
export const look = {
  get: (kind: string, namespace: string | null, labels?: string): string =>
    `/incident get ${kind}${inNamespace(namespace)}${labels ? ` -l ${labels}` : ''}`,
  describe: (object: ObjectRef): string => `/incident describe ${target(object)}`,
  /** `previous`: of the run before, which is what a crashed container left. */
  logs: (object: ObjectRef, { container, previous }: LogsOf = {}): string =>
    `/incident logs ${target(object)}${container ? ` -c ${container}` : ''}${previous ? ' --previous' : ''}`,
  events: (object: ObjectRef): string => `/incident events ${target(object)}`,
  top: (kind: 'pods' | 'nodes', namespace: string | null): string =>
    `/incident top ${kind}${inNamespace(namespace)}`,
  rollout: (workload: ObjectRef): string => `/incident rollout ${target(workload)}`,
  images: (workload: ObjectRef): string => `/incident images ${target(workload)}`,
  changes: (since = '2h'): string => `/incident changes --since ${since}`,
};

type LogsOf = { readonly container?: string; readonly previous?: boolean };

function target({ kind, name, namespace }: ObjectRef): string {
  return `${kind.toLowerCase()}/${name}${inNamespace(namespace)}`;
}

function inNamespace(namespace: string | null): string {
  return namespace === null ? '' : ` -n ${namespace}`;
}
