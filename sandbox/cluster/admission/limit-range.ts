import type { ClusterObject } from '../cluster-object.ts';
import type { ClusterWorld } from '../cluster-world.ts';
import { type AdmissionRequest, refusedByRule } from './admission-request.ts';
import { quantityOf } from './quantity.ts';

type Amounts = Record<string, string>;
type Limit = { type: string; default?: Amounts; defaultRequest?: Amounts; max?: Amounts };
type Container = { name: string; resources?: { limits?: Amounts; requests?: Amounts } };

/** A pod with what the namespace's LimitRange says where it says nothing. Throws for more than the range allows. */
export function withLimitDefaults({ store }: ClusterWorld, request: AdmissionRequest): ClusterObject {
  const { object } = request;
  const limits = store
    .list('/limitranges')
    .filter((one) => one.object.metadata.namespace === object.metadata.namespace)
    .flatMap((one) =>
      ((one.object.spec as { limits?: Limit[] }).limits ?? []).filter(({ type }) => type === 'Container'),
    );
  if (limits.length === 0) return object;
  const spec = object.spec as { containers: Container[] };
  const notes: string[] = [];
  const containers = spec.containers.map((container) => limited(container, limits, notes));
  for (const container of containers) refuseMore(container, limits, request);
  if (notes.length === 0) return object;
  const annotations = {
    ...object.metadata.annotations,
    'kubernetes.io/limit-ranger': `LimitRanger plugin set: ${notes.join('; ')}`,
  };
  return { ...object, metadata: { ...object.metadata, annotations }, spec: { ...spec, containers } };
}

function limited(container: Container, ranges: readonly Limit[], notes: string[]): Container {
  const given = container.resources ?? {};
  const requests = { ...given.requests };
  const limits = { ...given.limits };
  const set = { request: [] as string[], limit: [] as string[] };
  for (const range of ranges) {
    for (const [name, amount] of Object.entries(range.defaultRequest ?? {})) {
      if (requests[name] !== undefined) continue;
      requests[name] = given.limits?.[name] ?? amount;
      set.request.push(name);
    }
    for (const [name, amount] of Object.entries(range.default ?? {})) {
      if (limits[name] !== undefined) continue;
      limits[name] = amount;
      set.limit.push(name);
    }
  }
  for (const [what, names] of Object.entries(set)) {
    if (names.length > 0) notes.push(`${names.sort().join(', ')} ${what} for container ${container.name}`);
  }
  return { ...container, resources: { ...given, limits, requests } };
}

function refuseMore(container: Container, ranges: readonly Limit[], request: AdmissionRequest): void {
  for (const { max = {} } of ranges) {
    for (const [name, most] of Object.entries(max)) {
      const limit = container.resources?.limits?.[name];
      if (limit === undefined || quantityOf(limit) <= quantityOf(most)) continue;
      throw refusedByRule(request, `maximum ${name} usage per Container is ${most}, but limit is ${limit}`);
    }
  }
}
