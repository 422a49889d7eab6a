import type { ClusterObject } from '../cluster-object.ts';
import type { ClusterWorld } from '../cluster-world.ts';
import { qualifiedResource, type ResourceKind } from '../kinds/resource-kind.ts';
import { type AdmissionRequest, refusedByRule } from './admission-request.ts';
import { quantityOf, quantityText } from './quantity.ts';

type Amounts = Record<string, string>;
type Container = { name: string; resources?: { limits?: Amounts; requests?: Amounts } };

/** Throws the server's 403 for a new object that a ResourceQuota has no room for; else the quota notes its use. */
export function checkQuota(world: ClusterWorld, request: AdmissionRequest): void {
  if (request.operation !== 'CREATE' || request.subresource) return;
  for (const { object: quota } of world.store.list('/resourcequotas')) {
    if (quota.metadata.namespace === request.object.metadata.namespace) checkOne(world, quota, request);
  }
}

function checkOne(world: ClusterWorld, quota: ClusterObject, request: AdmissionRequest): void {
  const { hard } = quota.spec as { hard: Amounts };
  const status = (quota.status ?? {}) as { used?: Amounts };
  const { kind, object } = request;
  const counted = Object.keys(hard).filter((resource) => isCounted(resource, kind));
  const unsaid = kind.kind === 'Pod' ? missingAmounts(counted, object) : [];
  if (unsaid.length > 0) {
    throw refusedByRule(request, `failed quota: ${quota.metadata.name}: must specify ${unsaid.join('; ')}`);
  }
  const wanted = new Map(counted.map((resource) => [resource, amountOf(resource, object)]));
  const used = (resource: string) => quantityOf(status.used?.[resource] ?? '0');
  const over = counted.filter(
    (resource) => used(resource) + (wanted.get(resource) ?? 0) > quantityOf(hard[resource]),
  );
  if (over.length > 0) {
    const listed = (amount: (resource: string) => string) =>
      over.map((resource) => `${resource}=${amount(resource)}`).join(',');
    throw refusedByRule(
      request,
      `exceeded quota: ${quota.metadata.name}, requested: ${listed((one) => quantityText(one, wanted.get(one) ?? 0))}, used: ${listed((one) => status.used?.[one] ?? '0')}, limited: ${listed((one) => hard[one] ?? '')}`,
    );
  }
  if (request.dryRun || counted.length === 0) return;
  const now = counted.map((one) => [one, quantityText(one, used(one) + (wanted.get(one) ?? 0))]);
  const metadata = { ...quota.metadata, resourceVersion: String(world.store.nextVersion()) };
  const after = { ...status, used: { ...status.used, ...Object.fromEntries(now) } };
  world.store.put('/resourcequotas', { ...quota, metadata, status: after });
}

function isCounted(resource: string, kind: ResourceKind): boolean {
  if (resource === `count/${qualifiedResource(kind)}`) return true;
  if (kind.kind !== 'Pod') return resource === kind.resource && kind.group === '';
  return resource === 'pods' || /^((requests|limits)\.)?(cpu|memory)$/.test(resource);
}

function amountOf(resource: string, { spec }: ClusterObject): number {
  if (!/(cpu|memory)$/.test(resource)) return 1;
  const amounts = containersOf(spec).map((container) => quantityOf(amountIn(container, resource) ?? '0'));
  return amounts.reduce((sum, amount) => sum + amount, 0);
}

function amountIn({ resources }: Container, resource: string): string | undefined {
  const [what, name = ''] = resource.includes('.') ? resource.split('.') : ['requests', resource];
  return what === 'limits'
    ? resources?.limits?.[name]
    : (resources?.requests?.[name] ?? resources?.limits?.[name]);
}

const containersOf = (spec: unknown): Container[] => (spec as { containers?: Container[] })?.containers ?? [];

function missingAmounts(counted: readonly string[], { spec }: ClusterObject): string[] {
  return counted.toSorted().flatMap((resource) => {
    if (!/(cpu|memory)$/.test(resource)) return [];
    const silent = containersOf(spec).filter((container) => amountIn(container, resource) === undefined);
    return silent.length > 0 ? [`${resource} for: ${silent.map(({ name }) => name).join(',')}`] : [];
  });
}
