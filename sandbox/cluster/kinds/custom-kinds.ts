import type { ClusterObject } from '../cluster-object.ts';
import type { PrinterColumn } from '../tables/printer-column.ts';
import { type ResourceKind, type Subresource, scale } from './resource-kind.ts';

/** Another order than that of built-in kinds: so does discovery of a real server. */
const CUSTOM_VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];

type Names = {
  kind: string;
  plural: string;
  singular?: string;
  shortNames?: string[];
  categories?: string[];
};

type Version = {
  name: string;
  served: boolean;
  additionalPrinterColumns?: Partial<PrinterColumn>[];
  selectableFields?: { jsonPath: string }[];
  schema?: { openAPIV3Schema?: { [field: string]: unknown } };
  subresources?: {
    status?: object;
    scale?: { specReplicasPath: string; statusReplicasPath: string; labelSelectorPath?: string };
  };
};

/** What the server prints where a definition names no columns. */
const AGE_ONLY: readonly PrinterColumn[] = [
  {
    name: 'Age',
    type: 'date',
    format: '',
    description: '',
    priority: 0,
    jsonPath: '.metadata.creationTimestamp',
  },
];

/** The resources that a CustomResourceDefinition adds: one for each served version. */
export function customKinds(definition: ClusterObject): ResourceKind[] {
  const spec = definition.spec as { group: string; scope: string; names: Names; versions: Version[] };
  const { names } = spec;
  return spec.versions
    .filter((version) => version.served)
    .map((version) => ({
      group: spec.group,
      version: version.name,
      kind: names.kind,
      resource: names.plural,
      singular: names.singular ?? names.kind.toLowerCase(),
      namespaced: spec.scope === 'Namespaced',
      verbs: CUSTOM_VERBS,
      shortNames: names.shortNames ?? [],
      categories: names.categories ?? [],
      subresources: subresourcesOf(spec.group, names.kind, version),
      custom: {
        columns: version.additionalPrinterColumns?.map(wholeColumn) ?? AGE_ONLY,
        selectableFields: version.selectableFields?.map(({ jsonPath }) => jsonPath.replace(/^\./, '')) ?? [],
        ...(version.schema?.openAPIV3Schema ? { schema: version.schema.openAPIV3Schema } : {}),
        ...(version.subresources?.scale ? { scale: version.subresources.scale } : {}),
      },
    }));
}

function subresourcesOf(group: string, kind: string, version: Version): Subresource[] {
  const { status, scale: scaled } = version.subresources ?? {};
  const own: Subresource = {
    name: 'status',
    kind,
    group,
    version: version.name,
    verbs: ['get', 'patch', 'update'],
  };
  return [...(status ? [own] : []), ...(scaled ? [scale] : [])];
}

function wholeColumn(column: Partial<PrinterColumn>): PrinterColumn {
  const { name = '', type = 'string', format = '', description = '', priority = 0, jsonPath = '' } = column;
  return { name, type, format, description, priority, jsonPath };
}
