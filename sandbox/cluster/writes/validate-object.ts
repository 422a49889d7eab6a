import { isDeepStrictEqual } from 'node:util';
import type { ClusterObject } from '../cluster-object.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';
import { isMap, type Json, type JsonMap } from '../patches/json-value.ts';
import { invalidObject, missingValue, type Wrong, wrongValue } from './invalid-object.ts';
import { podChanges } from './pod-changes.ts';
import { schemaWrongs } from './schema-wrongs.ts';

const SUBDOMAIN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
const SUBDOMAIN_RULE = `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${SUBDOMAIN}')`;

const WORKLOADS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];

/** Throws the server's 422 with all that is wrong with this object, made anew or changed from what it was. */
export function validateObject(kind: ResourceKind, after: ClusterObject, before?: ClusterObject): void {
  const wrongs = [
    ...(before ? identityWrongs(before, after) : nameWrongs(after)),
    ...specWrongs(kind, after, before),
    ...(kind.custom?.schema ? schemaWrongs(kind.custom.schema, after) : []),
  ];
  const name = after.metadata.name ?? '';
  if (wrongs.length > 0) throw invalidObject({ kind: kind.kind, group: kind.group, name }, wrongs);
}

function nameWrongs({ kind, metadata }: ClusterObject): Wrong[] {
  if (!metadata.name) return [missingValue('metadata.name', 'name or generateName is required')];
  const isRbac = /Role(Binding)?$/.test(kind);
  return isRbac || new RegExp(`^${SUBDOMAIN}$`).test(metadata.name)
    ? []
    : [wrongValue('metadata.name', metadata.name, SUBDOMAIN_RULE)];
}

function identityWrongs(before: ClusterObject, { metadata }: ClusterObject): Wrong[] {
  if (metadata.uid === undefined || metadata.uid === before.metadata.uid) return [];
  const wrong = wrongValue('metadata.uid', metadata.uid, 'field is immutable');
  // Twice, as captured: two layers of the server check it.
  return [wrong, wrong];
}

function specWrongs(kind: ResourceKind, after: ClusterObject, before?: ClusterObject): Wrong[] {
  const spec = isMap(after.spec) ? after.spec : {};
  if (kind.kind === 'HorizontalPodAutoscaler') return autoscalerWrongs(spec);
  if (kind.kind === 'Pod' && before) return podChanges(before, after);
  if (kind.kind === 'Pod') return containerWrongs(spec, 'spec');
  if (kind.group !== 'apps' || !WORKLOADS.includes(kind.kind)) return [];
  const old = isMap(before?.spec) ? before.spec : undefined;
  return [
    ...negative(spec.replicas, 'spec.replicas'),
    ...labelWrongs(spec),
    ...containerWrongs(at(spec, 'template', 'spec'), 'spec.template.spec'),
    ...(old && !isDeepStrictEqual(old.selector, spec.selector)
      ? [wrongValue('spec.selector', spec.selector, 'field is immutable')]
      : []),
    ...(old && kind.kind === 'StatefulSet' ? statefulWrongs(old, spec) : []),
  ];
}

/** A number of replicas below none. */
export const negative = (value: Json, field: string): Wrong[] =>
  typeof value === 'number' && value < 0
    ? [wrongValue(field, value, 'must be greater than or equal to 0')]
    : [];

function labelWrongs(spec: JsonMap): Wrong[] {
  const labels = at(spec, 'template', 'metadata', 'labels');
  const wanted = at(spec, 'selector', 'matchLabels');
  const fits = Object.entries(wanted).every(([key, value]) => labels[key] === value);
  return fits
    ? []
    : [wrongValue('spec.template.metadata.labels', labels, '`selector` does not match template `labels`')];
}

function containerWrongs(podSpec: JsonMap, path: string): Wrong[] {
  const { containers } = podSpec;
  if (!Array.isArray(containers) || containers.length === 0) return [missingValue(`${path}.containers`)];
  return containers.flatMap((container: JsonMap, index) => [
    ...(container.name ? [] : [missingValue(`${path}.containers[${index}].name`)]),
    ...(container.image ? [] : [missingValue(`${path}.containers[${index}].image`)]),
  ]);
}

const OF_STATEFUL = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

function statefulWrongs(before: JsonMap, after: JsonMap): Wrong[] {
  const fixed = (spec: JsonMap) =>
    Object.fromEntries(
      Object.entries(spec).filter(([name]) => !OF_STATEFUL.includes(name) && name !== 'selector'),
    );
  if (isDeepStrictEqual(fixed(before), fixed(after))) return [];
  const message = `Forbidden: updates to statefulset spec for fields other than ${OF_STATEFUL.map(
    (name) => `'${name}'`,
  )
    .join(', ')
    .replace(/, (?='minReadySeconds')/, ' and ')} are forbidden`;
  return [{ reason: 'FieldValueForbidden', field: 'spec', message }];
}

function autoscalerWrongs({ minReplicas, maxReplicas }: JsonMap): Wrong[] {
  if (typeof minReplicas !== 'number' || typeof maxReplicas !== 'number' || minReplicas <= maxReplicas)
    return [];
  return [wrongValue('spec.maxReplicas', maxReplicas, 'must be greater than or equal to `minReplicas`')];
}

/** The map at this path, or an empty one. */
function at(map: JsonMap, ...path: string[]): JsonMap {
  let found: Json = map;
  for (const name of path) found = isMap(found) ? found[name] : undefined;
  return isMap(found) ? found : {};
}
