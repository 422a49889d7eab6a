import type { ClusterTroubleKind } from '../../src/domain/cluster/cluster-trouble.ts';
import type { ClusterView, Gap, ViewKind } from '../../src/domain/cluster/cluster-view.ts';
import type { Meta } from '../../src/domain/cluster/meta.ts';
import type { Resource } from '../../src/domain/cluster/resource.ts';
import { pluralOf } from '../../src/domain/cluster/view-object.ts';
import type { Instant } from '../../src/domain/instant.ts';
import type { Json } from '../../src/domain/json.ts';
import { ClusterFailure } from '../../src/ports/cluster-failure.ts';
import type { ClusterReader, Clusters, LogLine, Where } from '../../src/ports/cluster-reader.ts';
import { view as viewOf } from '../builders/cluster.ts';
import { printed } from './printed-table.ts';
import { servedKinds } from './served-kinds.ts';

type Method = Exclude<keyof ClusterReader, 'name'>;

/** What a cluster in memory has. */
export type FakeCluster = {
  readonly name?: string;
  readonly has?: Partial<ClusterView>;
  /** Objects of kinds that views do not hold, as `Kind namespace/name`. */
  readonly objects?: Readonly<Record<string, Json>>;
  /** Besides the usual ones. */
  readonly kinds?: readonly Resource[];
  /** `namespace/pod/container`, with `/previous` for the run before. */
  readonly logs?: Readonly<Record<string, readonly LogLine[]>>;
  /** Plurals that may not be read. */
  readonly forbidden?: readonly string[];
  /** `verb plural` or `verb plural.group`: what an access review refuses. */
  readonly mayNot?: readonly string[];
  /** Whether metrics.k8s.io is served. */
  readonly metrics?: boolean;
};

/** A cluster in memory, made of projected objects. It knows namespaces, names, labels, what is forbidden and what fails. */
export function createFakeCluster(given: FakeCluster = {}) {
  const {
    name = 'prod-eu1',
    objects = {},
    kinds = [],
    logs = {},
    forbidden = [],
    mayNot = [],
    metrics = true,
  } = given;
  const has = viewOf(given.has ?? {});
  const asked: string[] = [];
  const failing = new Map<Method, ClusterFailure>();

  const begin = (method: Method, what: string) => {
    asked.push(`${method} ${what}`);
    const failure = failing.get(method);
    if (failure) throw failure;
  };
  const refuseForbidden = (verb: string, { group, name: resource }: Resource, namespace: string | null) => {
    if (!forbidden.includes(resource)) return;
    throw new ClusterFailure('forbidden', {
      detail: `${resource} is forbidden`,
      status: 403,
      rule: { verbs: [verb], group, resource, namespace },
    });
  };
  const listed = ({ resource, namespace, labels, name: wanted }: Where): readonly Meta[] => {
    const plural = pluralOf(resource.kind);
    const own =
      plural === null ? [] : (has[plural] as readonly Meta[]).filter(({ kind }) => kind === resource.kind);
    return own
      .filter((each) => !resource.namespaced || namespace === null || each.namespace === namespace)
      .filter((each) => wanted === null || each.name === wanted)
      .filter((each) => labels === null || selected(each.labels, labels));
  };
  const extra = ({ resource, namespace, name: wanted }: Where) =>
    Object.keys(objects)
      .filter((key) => key.startsWith(`${resource.kind} `))
      .map((key) => {
        const path = key.slice(resource.kind.length + 1);
        const [first = '', second] = path.split('/');
        return second === undefined ? { namespace: null, name: first } : { namespace: first, name: second };
      })
      .filter((each) => namespace === null || each.namespace === namespace)
      .filter((each) => wanted === null || each.name === wanted);

  const reader: ClusterReader = {
    name,
    async identity() {
      begin('identity', '');
      return has.cluster;
    },
    async resources() {
      begin('resources', '');
      return [...servedKinds, ...kinds];
    },
    async table(where, limit) {
      begin('table', `${where.resource.name} ${where.namespace} ${where.name} ${where.labels}`);
      refuseForbidden('list', where.resource, where.namespace);
      const { columns, rows } = printed(listed(where), has.takenAt);
      const all = [...rows, ...extra(where).map((each) => ({ ...each, cells: [each.name, '1d'] }))];
      return { columns, rows: all.slice(0, limit), left: Math.max(0, all.length - limit) };
    },
    async object(where) {
      begin('object', `${where.resource.name} ${where.namespace}/${where.name}`);
      refuseForbidden('get', where.resource, where.namespace);
      const key = `${where.resource.kind} ${where.namespace === null ? '' : `${where.namespace}/`}${where.name}`;
      const [object] = listed(where);
      const found = objects[key] ?? (object ? (JSON.parse(JSON.stringify(object)) as Json) : undefined);
      if (found === undefined)
        throw new ClusterFailure('not-found', { detail: `${key} not found`, status: 404 });
      return found;
    },
    async names(where) {
      begin('names', `${where.resource.name} ${where.namespace} ${where.name}`);
      refuseForbidden('list', where.resource, where.namespace);
      return [
        ...listed(where).map(({ namespace, name: own }) => ({ namespace, name: own })),
        ...extra(where),
      ];
    },
    async logs({ namespace, pod, container, previous, since, tail }) {
      const key = `${namespace}/${pod}/${container}${previous ? '/previous' : ''}`;
      begin('logs', key);
      const lines = logs[key];
      if (!lines) {
        throw new ClusterFailure('refused', {
          detail: previous
            ? `previous terminated container "${container}" in pod "${pod}" not found`
            : `container "${container}" in pod "${pod}" is waiting to start: ContainerCreating`,
          status: 400,
        });
      }
      const wanted = lines.filter(({ at }) => since === null || at === null || at >= since);
      return { lines: wanted.slice(-tail), cut: false };
    },
    async mayI({ verb, resource, group }) {
      begin('mayI', `${verb} ${resource}`);
      const refused = mayNot.includes(`${verb} ${resource}${group === '' ? '' : `.${group}`}`);
      return { allowed: !refused, reason: refused ? '' : 'RBAC: allowed by ClusterRoleBinding "keyturn"' };
    },
    async view({ kinds: wanted, namespaces }) {
      begin('view', `${wanted.join(',')} ${namespaces}`);
      return seen(has, wanted, namespaces, { forbidden, metrics });
    },
    async harmlessness() {
      begin('harmlessness', '');
      return { checkedAt: has.takenAt, questions: 1, harms: [], incomplete: [] };
    },
  };
  const clusters: Clusters = { names: [name], named: (wanted) => (wanted === name ? reader : null) };
  return {
    reader,
    clusters,
    /** What was asked, in order: `logs shop/checkout-1/app`. */
    asked,
    fails(
      method: Method,
      kind: ClusterTroubleKind,
      detail = '',
      rest: { rule?: ClusterFailure['rule'] } = {},
    ) {
      failing.set(method, new ClusterFailure(kind, { detail, ...rest }));
    },
  };
}

type Limits = { readonly forbidden: readonly string[]; readonly metrics: boolean };

const clusterScoped: readonly string[] = [
  'nodes',
  'namespaces',
  'priorityclasses',
  'customresourcedefinitions',
  'webhookconfigurations',
  'nodeusage',
  'leases',
];

/** Only what was asked for, only there, and a gap for what may not be read. */
function seen(
  has: ClusterView,
  kinds: readonly ViewKind[],
  namespaces: readonly string[] | null,
  { forbidden, metrics }: Limits,
): ClusterView {
  const gaps: Gap[] = kinds.flatMap((kind): Gap[] => {
    const usage = kind === 'podusage' || kind === 'nodeusage';
    if (usage && !metrics) {
      return [{ kind, namespace: null, why: 'absent', sentence: 'The cluster has no metrics API.' }];
    }
    if (!forbidden.includes(kind)) return [];
    return [{ kind, namespace: null, why: 'forbidden', sentence: `Keyturn may not list ${kind}.` }];
  });
  const unread = new Set<string>(gaps.map(({ kind }) => kind));
  const empty = viewOf();
  const parts = kinds
    .filter((kind) => !unread.has(kind))
    .map((kind) => {
      const objects = has[kind] as readonly { readonly namespace: string | null }[];
      const there = clusterScoped.includes(kind) || namespaces === null;
      return [
        kind,
        there
          ? objects
          : objects.filter(({ namespace }) => namespace !== null && namespaces.includes(namespace)),
      ];
    });
  return {
    ...empty,
    ...Object.fromEntries(parts),
    cluster: has.cluster,
    takenAt: has.takenAt,
    asked: kinds,
    gaps,
  };
}

/** Equality, sets and existence, as far as tests use them. */
function selected(labels: Readonly<Record<string, string>>, selector: string): boolean {
  return selector.split(/,(?![^(]*\))/).every((part) => {
    const set = /^(\S+) (in|notin) \((.*)\)$/.exec(part);
    if (set) {
      const has = (set[3] ?? '').split(',').includes(labels[set[1] ?? ''] ?? '');
      return set[2] === 'in' ? has : !has;
    }
    const [key = '', value] = part.split(/!?=/);
    if (value === undefined) return part.startsWith('!') ? !(part.slice(1) in labels) : part in labels;
    return part.includes('!=') ? labels[key] !== value : labels[key] === value;
  });
}

/** A line of a log, this many seconds before a moment. */
export function logLine(at: Instant | null, text: string): LogLine {
  return { at, text };
}
