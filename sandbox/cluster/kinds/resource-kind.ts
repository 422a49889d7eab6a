import type { PrinterColumn } from '../tables/printer-column.ts';

export type Subresource = {
  name: string;
  kind: string;
  verbs: readonly string[];
  /** The group and version of its own kind, where it is another than the resource's. */
  group?: string;
  version?: string;
};

/** One resource of the API: what discovery says of it, and how it is served. */
export type ResourceKind = {
  group: string;
  version: string;
  kind: string;
  /** The plural name in paths. */
  resource: string;
  singular: string;
  namespaced: boolean;
  verbs: readonly string[];
  shortNames: readonly string[];
  categories: readonly string[];
  subresources: readonly Subresource[];
  /** Only for kinds of a CustomResourceDefinition. */
  custom?: CustomKind;
};

export type CustomKind = {
  columns: readonly PrinterColumn[];
  selectableFields: readonly string[];
  /** Its openAPIV3Schema, if the definition has one. */
  schema?: { [field: string]: unknown };
  /** JSON paths of the scale subresource. */
  scale?: { specReplicasPath: string; statusReplicasPath: string; labelSelectorPath?: string };
};

/** How a kind is written down; what is left out follows from its name. */
export type KindDraft = Pick<ResourceKind, 'kind' | 'resource'> & {
  cluster?: true;
  verbs?: readonly string[];
  shortNames?: readonly string[];
  categories?: readonly string[];
  subresources?: readonly Subresource[];
};

const ALL_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const READ_AND_CHANGE = ['get', 'patch', 'update'];

/** The status subresource of a built-in kind. */
export const statusOf = (kind: string): Subresource => ({ name: 'status', kind, verbs: READ_AND_CHANGE });

/** The scale subresource, whose kind is always autoscaling/v1 Scale. */
export const scale: Subresource = {
  name: 'scale',
  kind: 'Scale',
  group: 'autoscaling',
  version: 'v1',
  verbs: READ_AND_CHANGE,
};

/** Makes the kinds of one group and version from drafts. */
export const kindsOf = (group: string, version: string, drafts: readonly KindDraft[]): ResourceKind[] =>
  drafts.map((draft) => ({
    group,
    version,
    kind: draft.kind,
    resource: draft.resource,
    singular: draft.kind.toLowerCase(),
    namespaced: draft.cluster !== true,
    verbs: draft.verbs ?? ALL_VERBS,
    shortNames: draft.shortNames ?? [],
    categories: draft.categories ?? [],
    subresources: draft.subresources ?? [],
  }));

/** `apps/v1`, or `v1` for the core group. */
export const groupVersionOf = (kind: { group: string; version: string }): string =>
  kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;

/** `deployments.apps`, or `pods` for the core group, as error messages name a resource. */
export const qualifiedResource = (kind: { group: string; resource: string }): string =>
  kind.group === '' ? kind.resource : `${kind.resource}.${kind.group}`;
