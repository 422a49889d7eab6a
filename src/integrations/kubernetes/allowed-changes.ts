import type { PlannedRequest } from '../../domain/action/planned-request.ts';
import { ClusterFailure } from '../../ports/cluster-failure.ts';

/** A right to change that actions use. `resource` with its subresource, as RBAC names it. */
type AllowedChange = {
  readonly verb: 'patch' | 'delete' | 'create';
  readonly group: '' | 'apps' | 'batch';
  readonly resource: string;
  readonly namespaced: boolean;
};

/** One object that a request changes, and by which right. */
export type ChangeTarget = Omit<AllowedChange, 'namespaced'> & {
  readonly namespace: string | null;
  readonly name: string;
};

/**
 * Every change that can leave this process. The role in deploy/kubernetes/executor.yaml has the same rights and no
 * others; all of them are of the version v1.
 */
export const allowedChanges: readonly AllowedChange[] = [
  { verb: 'patch', group: 'apps', resource: 'deployments', namespaced: true },
  { verb: 'patch', group: 'apps', resource: 'statefulsets', namespaced: true },
  { verb: 'patch', group: 'apps', resource: 'daemonsets', namespaced: true },
  { verb: 'patch', group: 'apps', resource: 'deployments/scale', namespaced: true },
  { verb: 'patch', group: 'apps', resource: 'statefulsets/scale', namespaced: true },
  { verb: 'patch', group: 'batch', resource: 'cronjobs', namespaced: true },
  { verb: 'patch', group: '', resource: 'pods', namespaced: true },
  { verb: 'patch', group: '', resource: 'nodes', namespaced: false },
  { verb: 'delete', group: '', resource: 'pods', namespaced: true },
  { verb: 'create', group: '', resource: 'pods/eviction', namespaced: true },
];

const verbs = { PATCH: 'patch', DELETE: 'delete', POST: 'create' } as const;

const patchTypes: readonly PlannedRequest['contentType'][] = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
];

/** A label of RFC 1123, of which the names of namespaces and objects are made. No per cent sign, no second slash. */
const LABEL = '[a-z0-9](?:[-a-z0-9]{0,251}[a-z0-9])?';
const NAME = `${LABEL}(?:\\.${LABEL})*`;
const LONGEST_PATH = 700;

const known = allowedChanges.map((change) => ({ change, path: pathOf(change) }));

/**
 * What a planned request would change. Throws ClusterFailure `refused` for anything that no action does: another verb
 * or kind, a path with a query or with characters that a server could read differently, a body of another type than the
 * verb's.
 */
export function allowedChange({ method, path, contentType }: PlannedRequest): ChangeTarget {
  for (const { change, path: pattern } of path.length <= LONGEST_PATH ? known : []) {
    if (change.verb !== verbs[method]) continue;
    const found = pattern.exec(path)?.groups;
    if (!found?.name) continue;
    const isRightType = patchTypes.includes(contentType) === (method === 'PATCH');
    if (!isRightType) throw notAllowed(`${method} with a body of the type ${contentType}`);
    const { verb, group, resource } = change;
    return { verb, group, resource, namespace: found.namespace ?? null, name: found.name };
  }
  throw notAllowed(`${method} ${path.slice(0, 200)}`);
}

function pathOf({ group, resource, namespaced }: AllowedChange): RegExp {
  const [plural, ...below] = resource.split('/');
  const parts = [
    group === '' ? '/api/v1' : `/apis/${group}/v1`,
    ...(namespaced ? [`namespaces/(?<namespace>${LABEL})`] : []),
    plural,
    `(?<name>${NAME})`,
    ...below,
  ];
  return new RegExp(`^${parts.join('/')}$`);
}

function notAllowed(what: string): ClusterFailure {
  return new ClusterFailure('refused', { detail: `nothing was sent: no action does this: ${what}` });
}
