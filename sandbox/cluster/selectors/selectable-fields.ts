import type { ClusterObject } from '../cluster-object.ts';
import { badRequest } from '../http/status-failure.ts';
import { groupVersionOf, type ResourceKind } from '../kinds/resource-kind.ts';
import { type FieldTerm, parseFieldSelector } from './field-selector.ts';

/**
 * What may stand in a field selector besides metadata.name and metadata.namespace: "List of supported fields" on
 * Kubernetes' page about field selectors. These kinds refuse other fields with "field label not supported", as was
 * captured of pods and events; the kinds that are not here have another wording.
 */
const FIELDS: Record<string, readonly string[]> = {
  'v1/pods': [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'spec.hostNetwork',
    'status.phase',
    'status.podIP',
    'status.podIPs',
    'status.nominatedNodeName',
  ],
  'v1/events': [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  'events.k8s.io/v1/events': [
    'regarding.kind',
    'regarding.namespace',
    'regarding.name',
    'regarding.uid',
    'regarding.apiVersion',
    'regarding.resourceVersion',
    'regarding.fieldPath',
    'reason',
    'reportingController',
    'type',
  ],
  'v1/nodes': ['spec.unschedulable'],
  'v1/namespaces': ['status.phase'],
  'v1/secrets': ['type'],
  'v1/services': ['spec.clusterIP', 'spec.type'],
  'v1/replicationcontrollers': ['status.replicas'],
  'apps/v1/replicasets': ['status.replicas'],
  'batch/v1/jobs': ['status.successful'],
  'certificates.k8s.io/v1/certificatesigningrequests': ['spec.signerName'],
};

/** What every kind can be selected by. */
const ALWAYS = ['metadata.name', 'metadata.namespace'];

/** What a field is when the object leaves it out: numbers and booleans have a zero. */
const ZERO: Record<string, string> = {
  'spec.unschedulable': 'false',
  'spec.hostNetwork': 'false',
  'status.replicas': '0',
  'status.successful': '0',
};

/** Fields that are found elsewhere in the object than their name says. */
const ELSEWHERE: Record<string, (object: ClusterObject) => unknown> = {
  'status.successful': (object) => at(object, 'status.succeeded'),
  source: (object) => at(object, 'source.component') ?? at(object, 'reportingComponent'),
  'status.podIPs': (object) =>
    (at(object, 'status.podIPs') as { ip: string }[] | undefined)?.map(({ ip }) => ip).join(','),
};

/** A test of objects for this selector; throws the refusal of the server for what it does not know. */
export function fieldTest(kind: ResourceKind, text: string): (object: ClusterObject) => boolean {
  const parsed = parseFieldSelector(text);
  if (!parsed.ok) throw badRequest(parsed.message);
  for (const { field } of parsed.terms) refuseUnknown(kind, field);
  return (object) => parsed.terms.every((term) => fits(object, term));
}

function refuseUnknown(kind: ResourceKind, field: string): void {
  const own = kind.custom?.selectableFields ?? FIELDS[`${groupVersionOf(kind)}/${kind.resource}`];
  if (ALWAYS.includes(field) || own?.includes(field)) return;
  if (own) throw badRequest(`field label not supported: ${field}`);
  throw badRequest(`"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`);
}

function fits(object: ClusterObject, { field, equal, value }: FieldTerm): boolean {
  const found = ELSEWHERE[field]?.(object) ?? at(object, field);
  const text = found === undefined || found === null ? (ZERO[field] ?? '') : String(found);
  return (text === value) === equal;
}

const at = (object: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
