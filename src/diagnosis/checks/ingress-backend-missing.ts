import { endpointsOf } from '../../domain/cluster/endpoints.ts';
import type { Meta } from '../../domain/cluster/meta.ts';
import type { Ingress, Service } from '../../domain/cluster/network.ts';
import { type ObjectRef, refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Confidence, Finding } from '../../domain/finding.ts';
import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import { nearest } from '../../domain/nearest.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Check, Situation } from '../check.ts';
import { clock } from '../words/clock.ts';
import { listed } from '../words/listed.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

type Backend = Ingress['backends'][number];

type Broken = { readonly backend: Backend; readonly service: Service | null; readonly sureness: Confidence };

/** The objects of one change are made one after the other. */
const PATIENCE = 2 * MINUTE;

/** An Ingress that was written longer ago than this had its Service then, and it went later. */
const FRESH = 24 * HOUR;

/**
 * Annotations by which an Ingress answers by itself, so that nothing is ever sent to its backends: redirects of
 * ingress-nginx and of HAProxy, and snippets that answer. Those that only lead to HTTPS send the rest on.
 */
const REDIRECT = /\/(?:permanent|temporal|request)-redirect$/;
const SNIPPET = /-snippet$/;

/** The AWS Load Balancer Controller looks for such a backend in an annotation, not among the Services. */
const BY_ANNOTATION = 'use-annotation';

/**
 * Check 36: Ingresses that send requests to a Service, or to a port of one, that does not exist. What is behind a Service
 * that exists is told by other checks. A backend that is no Service is not in the view.
 */
export const ingressBackendMissing: Check = {
  id: 'ingress-backend-missing',
  title: 'Ingresses that send requests to a Service or a port that does not exist',
  reads: ['ingresses', 'services'],
  uses: ['endpointslices'],
  run: (situation) =>
    situation.view.ingresses.flatMap((ingress) => {
      if (ingress.deletionAt !== null || answersItself(ingress)) return [];
      const changed = Math.max(ingress.createdAt, backendsWrittenAt(ingress) ?? 0);
      if (situation.view.takenAt - changed < PATIENCE) return [];
      const broken = ingress.backends.flatMap((backend) => brokenBy(backend, ingress, situation) ?? []);
      const all = broken.length === ingress.backends.length;
      const groups = Map.groupBy(broken, ({ backend: { service, port } }) => `${service}\n${port}`);
      return [...groups.values()].map((group) =>
        finding(ingress, group as [Broken, ...Broken[]], all, situation),
      );
    }),
};

function answersItself({ annotations }: Ingress): boolean {
  return Object.entries(annotations).some(
    ([key, value]) => REDIRECT.test(key) || (SNIPPET.test(key) && /\breturn \d{3}\b/.test(value)),
  );
}

function brokenBy(backend: Backend, ingress: Ingress, { lookup }: Situation): Broken | null {
  if (backend.port === BY_ANNOTATION) return null;
  const service = lookup.object(serviceRef(backend, ingress));
  if (service?.kind !== 'Service') {
    return lookup.sawAll('services', ingress.namespace)
      ? { backend, service: null, sureness: 'proven' }
      : null;
  }
  // An external name needs no ports, and where there is nobody to answer that is the story.
  if (backend.port === '' || service.type === 'ExternalName' || service.deletionAt !== null) return null;
  if (service.ports.some(({ name, port }) => name === backend.port || String(port) === backend.port))
    return null;
  if (lookup.slicesOf(service).length > 0 && endpointsOf(service, lookup).ready === 0) return null;
  const isTarget = service.ports.some(({ targetPort }) => targetPort === backend.port);
  // ingress-nginx also takes a target port (`serviceEndpoints` in its internal/ingress/controller/controller.go).
  if (isTarget && /nginx/.test(ingress.className ?? '')) return null;
  return { backend, service, sureness: isTarget ? 'consistent' : 'proven' };
}

function serviceRef({ service: name }: Backend, { namespace }: Meta): ObjectRef {
  return { kind: 'Service', namespace, name };
}

/**
 * `all`: nothing that the Ingress routes to is there. Else the Service is to blame: what the other paths lead to does not
 * suffer, and must not find this on its way.
 */
function finding(
  ingress: Ingress,
  group: readonly [Broken, ...Broken[]],
  all: boolean,
  situation: Situation,
): Finding {
  const { view } = situation;
  const [{ backend, service, sureness }] = group;
  const target = serviceRef(backend, ingress);
  const routes = group.map((each) => routeWords(each.backend));
  const what = service ? `port ${backend.port} of ${refWords(target)}` : refWords(target);
  const why = service
    ? `which has ${portWords(service, sureness)}`
    : `which does not exist${hint(target, situation)}`;
  const at = changedAt(ingress, service, view.takenAt);
  return {
    check: 'ingress-backend-missing',
    object: all ? refOf(ingress) : target,
    affects: all && !service ? [target] : [],
    sentence: `${refWords(ingress)} sends ${listed(routes)} to ${what}, ${why}`,
    confidence: sureness,
    severity: 'high',
    // A Service that exists has pods, and what they suffer from has another reason: as a cause it would explain that.
    layer: service ? 'mechanism' : 'cause',
    changedAt: at,
    evidence: [
      table(
        'Routes',
        ['host and path', 'service', 'port'],
        group.map((each) => [routeWords(each.backend), each.backend.service, each.backend.port || '-']),
      ),
      ...writtenLine(ingress, view.takenAt),
    ],
    lookNext: [
      look.describe(ingress),
      service ? look.describe(service) : look.get('services', ingress.namespace),
    ],
    help: null,
  };
}

function routeWords({ host, path }: Backend): string {
  if (path === '') return 'what no rule takes';
  return oneLine(`${host || 'any host'}${path}`, 120);
}

function portWords({ ports }: Service, sureness: Confidence): string {
  const words = ports.map(({ name, port }) => (name === null ? String(port) : `${name} ${port}`));
  const has = words.length === 0 ? 'no ports' : `only ${listed(words, 6)}`;
  return sureness === 'proven' ? has : `${has}; it is a port of its pods, which some controllers take`;
}

/** Among more names than this the search for a typing error takes longer than it is worth. */
const COMPARED = 200;

/** What was likely meant: a Service of nearly the same name, or of this very name in another namespace. */
function hint({ namespace, name }: ObjectRef, { view }: Situation): string {
  const here = view.services.filter((service) => service.namespace === namespace);
  const names = here.length > COMPARED ? [] : here.map((service) => service.name);
  const like = nearest(name, names);
  if (like !== null) return `; Service ${namespace}/${like} does`;
  const elsewhere = view.services.find((service) => service.name === name);
  return elsewhere ? `; ${refWords(elsewhere)} does, but an Ingress reaches only its own namespace` : '';
}

/** When it began to be wrong; null: not known, because it was right when the Ingress was written. */
function changedAt(ingress: Ingress, service: Service | null, takenAt: Instant): Instant | null {
  const written = backendsWrittenAt(ingress);
  if (!service) return written !== null && takenAt - written <= FRESH ? written : null;
  const ports = writtenAt(service, /^spec\.ports/);
  return written === null && ports === null ? null : Math.max(written ?? 0, ports ?? 0);
}

function backendsWrittenAt(ingress: Ingress): Instant | null {
  return writtenAt(ingress, /^spec\.(?:rules|defaultBackend)/);
}

function writtenAt({ managers }: Meta, field: RegExp): Instant | null {
  const times = managers
    .filter(({ paths }) => paths.some((path) => field.test(path)))
    .flatMap(({ at }) => at ?? []);
  return times.length === 0 ? null : Math.max(...times);
}

function writtenLine(ingress: Ingress, takenAt: Instant): Finding['evidence'] {
  const written = backendsWrittenAt(ingress);
  return written === null ? [] : [line('Rules written', clock(written, takenAt))];
}
