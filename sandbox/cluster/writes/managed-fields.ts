import type { ClusterObject } from '../cluster-object.ts';
import { changedFields, type FieldSet, union, without } from './field-set.ts';

type Entry = {
  manager: string;
  operation: string;
  apiVersion: string;
  time?: string;
  fieldsType: string;
  fieldsV1: FieldSet;
  subresource?: string;
};

export type Writer = { manager: string; subresource?: string };

/** Who manages which fields after a write: its own are the writer's, by manager, operation and subresource. */
export function managedAfter(
  before: ClusterObject | undefined,
  after: ClusterObject,
  { manager, subresource }: Writer,
  time: string,
): Entry[] {
  const entries = (before?.metadata.managedFields as Entry[] | undefined) ?? [];
  const { set, removed } = changedFields(before, after);
  const touched = union(set, removed);
  const isOurs = (entry: Entry) =>
    entry.manager === manager && entry.operation === 'Update' && entry.subresource === subresource;
  const others = entries
    .filter((entry) => !isOurs(entry))
    .flatMap((entry) => {
      const fieldsV1 = without(entry.fieldsV1, touched);
      return fieldsV1 ? [{ ...entry, fieldsV1 }] : [];
    });
  const own = without(entries.find(isOurs)?.fieldsV1 ?? {}, removed) ?? {};
  const fieldsV1 = union(own, set);
  if (Object.keys(fieldsV1).length === 0) return others;
  const { apiVersion } = after;
  // As captured: what was written through `scale` has no time.
  const timed = subresource === 'scale' ? {} : { time };
  const entry = { manager, operation: 'Update', apiVersion, ...timed, fieldsType: 'FieldsV1', fieldsV1 };
  return [...others, subresource ? { ...entry, subresource } : entry];
}
