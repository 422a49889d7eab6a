import type { ClusterObject } from '../cluster-object.ts';
import type { ClusterWorld } from '../cluster-world.ts';
import { badRequest, StatusFailure } from '../http/status-failure.ts';
import type { JsonMap } from '../patches/json-value.ts';
import { mergePatch } from '../patches/merge-patch.ts';
import { selects } from '../selectors/selects.ts';
import { keyOf } from '../store/stored-object.ts';
import { warningHeader } from '../writes/warnings.ts';
import type { AdmissionRequest } from './admission-request.ts';

/** What a webhook that can be reached says; without one it allows everything. */
export type WebhookAnswer = {
  /** Why it can't be reached after all, in Go's words. */
  unreachable?: string;
  denies?: string;
  warnings?: readonly string[];
  /** Of a mutating one: what it writes into every object that it is asked about (RFC 7386). */
  writes?: JsonMap;
};

type Service = { namespace: string; name: string; path?: string; port?: number };

type Rule = {
  operations?: string[];
  apiGroups?: string[];
  apiVersions?: string[];
  resources?: string[];
};

type Webhook = {
  name: string;
  clientConfig: { service?: Service; url?: string };
  rules?: Rule[];
  failurePolicy?: string;
  namespaceSelector?: unknown;
  objectSelector?: unknown;
  sideEffects?: string;
  timeoutSeconds?: number;
};

const SHELVES = {
  MutatingWebhookConfiguration: 'admissionregistration.k8s.io/mutatingwebhookconfigurations',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/validatingwebhookconfigurations',
};

/** Asks the webhooks that this write is for. Throws what a real server says when one refuses or can't be reached. */
export function callWebhooks(
  world: ClusterWorld,
  request: AdmissionRequest,
  sort: keyof typeof SHELVES,
): string[] {
  if (request.kind.group === 'admissionregistration.k8s.io') return [];
  const warnings: string[] = [];
  for (const { object } of world.store.list(SHELVES[sort])) {
    for (const webhook of (object.webhooks ?? []) as Webhook[]) {
      if (isFor(world, webhook, request)) warnings.push(...call(world, webhook, request));
    }
  }
  return warnings;
}

/** The object as the mutating webhooks that this write is for would have it. */
export function writtenByWebhooks(world: ClusterWorld, request: AdmissionRequest): ClusterObject {
  const hooks = world.store
    .list(SHELVES.MutatingWebhookConfiguration)
    .flatMap(({ object }) => (object.webhooks ?? []) as Webhook[]);
  return hooks.reduce((object, webhook) => {
    const { writes } = world.webhooks.get(webhook.name) ?? {};
    return writes && isFor(world, webhook, request) ? (mergePatch(object, writes) as ClusterObject) : object;
  }, request.object);
}

function call(world: ClusterWorld, webhook: Webhook, request: AdmissionRequest): readonly string[] {
  const { name, sideEffects, failurePolicy } = webhook;
  if (request.dryRun && sideEffects !== undefined && !/^None/.test(sideEffects)) {
    throw badRequest(`admission webhook "${name}" does not support dry run`);
  }
  const answer = world.webhooks.get(name) ?? {};
  const unreachable = answer.unreachable ?? whyAway(world, webhook.clientConfig.service);
  if (unreachable) {
    if (failurePolicy === 'Ignore') return [];
    throw failedCall(webhook, unreachable);
  }
  if (answer.denies === undefined) return answer.warnings ?? [];
  throw new StatusFailure({
    code: 403,
    message: `admission webhook "${name}" denied the request: ${answer.denies}`,
    ...(answer.warnings ? { headers: warningHeader(answer.warnings) } : {}),
  });
}

function failedCall({ name, clientConfig, timeoutSeconds = 10 }: Webhook, why: string): StatusFailure {
  const { service, url } = clientConfig;
  const place = service
    ? `https://${service.name}.${service.namespace}.svc:${service.port ?? 443}${service.path ?? '/'}`
    : String(url).replace(/^(https:\/\/[^/]+)$/, '$1/');
  const text = `failed calling webhook "${name}": failed to call webhook: Post "${place}?timeout=${timeoutSeconds}s": ${why}`;
  return new StatusFailure({
    code: 500,
    reason: 'InternalError',
    message: `Internal error occurred: ${text}`,
    details: { causes: [{ message: text }] },
  });
}

/** Why nobody answers at a Service; undefined when somebody does. */
function whyAway({ store }: ClusterWorld, service: Service | undefined): string | undefined {
  if (!service) return undefined;
  const found = store.get('/services', keyOf(service.namespace, service.name))?.object;
  if (!found) return `service "${service.name}" not found`;
  const ready = store.list('discovery.k8s.io/endpointslices').some(({ object }) => {
    const { namespace, labels } = object.metadata;
    const isOfService = labels?.['kubernetes.io/service-name'] === service.name;
    return namespace === service.namespace && isOfService && hasReady(object);
  });
  const address = (found.spec as { clusterIP?: string } | undefined)?.clusterIP ?? '10.96.0.50';
  return ready ? undefined : `dial tcp ${address}:${service.port ?? 443}: connect: connection refused`;
}

const hasReady = (slice: ClusterObject): boolean =>
  ((slice.endpoints ?? []) as { conditions?: { ready?: boolean } }[]).some(
    ({ conditions }) => conditions?.ready !== false,
  );

function isFor(world: ClusterWorld, webhook: Webhook, request: AdmissionRequest): boolean {
  const { kind, operation, subresource, object } = request;
  const resource = subresource ? `${kind.resource}/${subresource}` : kind.resource;
  const holds = (list: string[] | undefined, ...wanted: string[]) =>
    list === undefined || list.some((one) => one === '*' || wanted.includes(one));
  const named = (webhook.rules ?? []).some(
    (rule) =>
      holds(rule.operations, operation) &&
      holds(rule.apiGroups, kind.group) &&
      holds(rule.apiVersions, kind.version) &&
      (rule.resources ?? []).some(
        (one) =>
          one === '*/*' || one === resource || (one === '*' && !subresource) || one === `${kind.resource}/*`,
      ),
  );
  if (!named) return false;
  const { namespace, labels = {} } = object.metadata;
  const place = namespace ? world.store.get('/namespaces', namespace)?.object.metadata.labels : undefined;
  const inPlace =
    !namespace ||
    selects(webhook.namespaceSelector ?? {}, { 'kubernetes.io/metadata.name': namespace, ...place });
  return inPlace && selects(webhook.objectSelector ?? {}, labels);
}
