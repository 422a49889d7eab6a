import type { Condition, FieldManager, Meta, Owner, Selector } from '../../../domain/cluster/meta.ts';
import {
  type Fields,
  fields,
  flag,
  isFields,
  list,
  number,
  text,
  textMap,
  textOrNull,
  texts,
} from './fields.ts';
import { managedPaths } from './managed-paths.ts';
import { moment } from './moment.ts';
import type { Reading } from './reading.ts';

/** Annotations that hold a whole object as it was applied: variables, Secrets and all. */
const APPLIED = /last-applied|last-handled|objectset\.rio\.cattle\.io\/applied/;

const MAX_ANNOTATION = 500;

/**
 * What is kept of who wrote to an object: nothing where nobody asks, the names and times where its changes are told,
 * and also which fields each manager owns (`paths`) where it is told what was changed.
 */
export type Managers = 'none' | 'names' | 'paths';

/** What every object has. */
export function meta<K extends string>(
  kind: K,
  item: Fields,
  reading: Reading,
  { managers = 'names' }: { readonly managers?: Managers } = {},
): Meta & { readonly kind: K } {
  const given = fields(item.metadata);
  return {
    kind,
    namespace: textOrNull(given.namespace),
    name: text(given.name),
    uid: text(given.uid),
    labels: textMap(given.labels),
    annotations: annotations(given.annotations, reading),
    createdAt: moment(given.creationTimestamp) ?? 0,
    deletionAt: moment(given.deletionTimestamp),
    finalizers: texts(given.finalizers),
    generation: number(given.generation),
    owner: owner(given.ownerReferences),
    managers: managers === 'none' ? [] : managersOf(given.managedFields, managers === 'paths'),
  };
}

export function annotations(value: unknown, reading: Reading): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  if (!isFields(value)) return kept;
  for (const name in value) {
    if (!APPLIED.test(name)) kept[name] = reading.named(name, text(value[name]), MAX_ANNOTATION);
  }
  return kept;
}

function owner(references: unknown): Owner | null {
  for (const reference of list(references)) {
    const { kind, name, uid, controller } = fields(reference);
    if (flag(controller)) return { kind: text(kind), name: text(name), uid: text(uid) };
  }
  return null;
}

function managersOf(value: unknown, paths: boolean): readonly FieldManager[] {
  return list(value).map((entry) => manager(fields(entry), paths));
}

function manager(entry: Fields, paths: boolean): FieldManager {
  return {
    name: text(entry.manager, 'unknown'),
    operation: entry.operation === 'Apply' ? 'Apply' : 'Update',
    subresource: textOrNull(entry.subresource),
    at: moment(entry.time),
    paths: paths ? managedPaths(entry.fieldsV1) : [],
  };
}

export function conditions(value: unknown, reading: Reading): readonly Condition[] {
  return list(value).map((entry) => {
    const { type, status, reason, message, lastTransitionTime } = fields(entry);
    return {
      type: text(type),
      status: status === 'True' || status === 'False' ? status : 'Unknown',
      reason: text(reason),
      message: reading.hidden(message),
      changedAt: moment(lastTransitionTime),
    };
  });
}

/** A label selector that must be there, as workloads have it; without one it selects everything. */
export function selector(value: unknown): Selector {
  const { matchLabels, matchExpressions } = fields(value);
  return {
    labels: textMap(matchLabels),
    expressions: list(matchExpressions).map((entry) => {
      const { key, operator, values } = fields(entry);
      return { key: text(key), operator: operatorOf(operator), values: texts(values) };
    }),
  };
}

/** A label selector that may be missing. */
export function selectorOrNull(value: unknown): Selector | null {
  return isFields(value) ? selector(value) : null;
}

function operatorOf(operator: unknown): 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' {
  return operator === 'NotIn' || operator === 'Exists' || operator === 'DoesNotExist' ? operator : 'In';
}
