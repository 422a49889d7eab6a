import type { ClusterObject } from '../cluster-object.ts';
import { servedForm } from '../kinds/conversion.ts';
import { groupVersionOf, type ResourceKind } from '../kinds/resource-kind.ts';
import type { StoredObject } from './stored-object.ts';

/** A kept object as JSON of this kind, with kind and apiVersion first. */
export const objectJson = (kind: ResourceKind, stored: StoredObject): string =>
  stored.text(`${groupVersionOf(kind)} object`, () => JSON.stringify(typed(servedForm(kind, stored.object))));

/** The same as an item of a list: built-in kinds leave out kind and apiVersion there. */
export function itemJson(kind: ResourceKind, stored: StoredObject): string {
  if (kind.custom) return objectJson(kind, stored);
  return stored.text(`${groupVersionOf(kind)} item`, () => {
    const { kind: _kind, apiVersion: _version, ...item } = servedForm(kind, stored.object);
    return JSON.stringify(item);
  });
}

/** Only its metadata, as PartialObjectMetadata of this version of meta.k8s.io. */
export const metadataJson = (kind: ResourceKind, stored: StoredObject, version: string): string =>
  stored.text(`${groupVersionOf(kind)} metadata ${version}`, () =>
    JSON.stringify({
      kind: 'PartialObjectMetadata',
      apiVersion: `meta.k8s.io/${version}`,
      metadata: servedForm(kind, stored.object).metadata,
    }),
  );

const typed = ({ kind, apiVersion, ...rest }: ClusterObject) => ({ kind, apiVersion, ...rest });
