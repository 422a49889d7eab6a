import type { Webhook, WebhookConfiguration } from './admission.ts';
import type { ClusterView } from './cluster-view.ts';
import type { Lookup } from './lookup.ts';
import type { Service } from './network.ts';
import { selects } from './selector.ts';

/** A webhook and the configuration that it stands in. */
export type Hook = { readonly configuration: WebhookConfiguration; readonly webhook: Webhook };

/** Every webhook of a view. */
export function hooksOf(view: ClusterView): readonly Hook[] {
  return view.webhookconfigurations.flatMap((configuration) =>
    configuration.webhooks.map((webhook) => ({ configuration, webhook })),
  );
}

/** Whether somebody is there to answer a webhook, as far as the view shows. */
export type Answering =
  | { readonly kind: 'yes' | 'unknown'; readonly service: Service | null }
  | { readonly kind: 'no'; readonly service: Service | null; readonly why: string };

/**
 * Who answers a webhook: ready endpoints of its Service, never the phase of its pods. Endpoints that are terminating
 * and still serve count, because the proxies use them when no other is left
 * (https://kubernetes.io/docs/concepts/services-networking/service-traffic-policy/). Unknown: it is called by URL, or
 * its Service's namespace could not be read.
 */
export function answering({ service: target }: Webhook, lookup: Lookup): Answering {
  if (target === null) return { kind: 'unknown', service: null };
  const { namespace, name, port } = target;
  const service = lookup.object({ kind: 'Service', namespace, name });
  if (service?.kind !== 'Service') {
    const seen = lookup.sawAll('services', namespace);
    return seen ? { kind: 'no', service: null, why: 'does not exist' } : { kind: 'unknown', service: null };
  }
  // An external name is answered outside of the cluster.
  if (service.type === 'ExternalName') return { kind: 'unknown', service };
  if (!service.ports.some((each) => each.port === port)) {
    return { kind: 'no', service, why: `has no port ${port}` };
  }
  const endpoints = lookup.slicesOf(service).flatMap((slice) => slice.endpoints);
  if (endpoints.some(({ ready, serving, terminating }) => ready || (serving && terminating))) {
    return { kind: 'yes', service };
  }
  if (!lookup.sawAll('endpointslices', namespace)) return { kind: 'unknown', service };
  return { kind: 'no', service, why: 'has no ready endpoint' };
}

/** What somebody may want to do in a cluster. */
export type Deed = {
  readonly operation: 'CREATE' | 'UPDATE';
  readonly group: string;
  readonly resource: string;
  readonly scope: 'Namespaced' | 'Cluster';
};

export const CREATE_POD: Deed = { operation: 'CREATE', group: '', resource: 'pods', scope: 'Namespaced' };
export const JOIN_NODE: Deed = { operation: 'CREATE', group: '', resource: 'nodes', scope: 'Cluster' };
export const RENEW_LEASE: Deed = {
  operation: 'UPDATE',
  group: 'coordination.k8s.io',
  resource: 'leases',
  scope: 'Namespaced',
};

/** True when one of the rules covers the deed; which namespaces and objects it is about is another question. */
export function covers({ rules }: Webhook, deed: Deed): boolean {
  return rules.some(
    ({ operations, groups, resources, scope }) =>
      isOneOf(operations, deed.operation) &&
      isOneOf(groups, deed.group) &&
      (isOneOf(resources, deed.resource) || resources.includes('*/*')) &&
      (scope === '*' || scope === deed.scope),
  );
}

/** True when objects of this namespace go through the webhook. */
export function guardsNamespace({ namespaces }: Webhook, name: string, lookup: Lookup): boolean {
  const known = lookup.object({ kind: 'Namespace', namespace: null, name })?.labels ?? {};
  // The API server gives every namespace its name as a label, also where namespaces can't be read.
  return selects(namespaces, { 'kubernetes.io/metadata.name': name, ...known });
}

/** True when the webhook is asked about an object without any label: nearly all of them, then. */
export function guardsAnyObject({ objects, matchConditions }: Webhook): boolean {
  return matchConditions.length === 0 && selects(objects, {});
}

/** What a webhook is asked about: `CREATE and UPDATE of pods, nodes and 3 more`. */
export function scopeWords({ rules }: Webhook): string {
  const operations = [...new Set(rules.flatMap((rule) => rule.operations))];
  const resources = [...new Set(rules.flatMap((rule) => rule.resources))];
  const what = resources.some((each) => each === '*' || each === '*/*') ? 'everything' : short(resources);
  return `${operations.includes('*') ? 'every operation' : operations.join(' and ')} of ${what}`;
}

function short(resources: readonly string[]): string {
  return resources.length <= 4
    ? resources.join(', ')
    : `${resources.slice(0, 3).join(', ')} and ${resources.length - 3} more`;
}

function isOneOf(listed: readonly string[], wanted: string): boolean {
  return listed.includes('*') || listed.includes(wanted);
}
