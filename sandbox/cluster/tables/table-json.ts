import { badRequest } from '../http/status-failure.ts';
import { servedForm } from '../kinds/conversion.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';
import { metadataJson, objectJson } from '../store/representation.ts';
import type { StoredObject } from '../store/stored-object.ts';
import { printerOf } from './printers.ts';

const INCLUDES = ['None', 'Metadata', 'Object'];

export type TableRequest = {
  kind: ResourceKind;
  /** Version of meta.k8s.io. */
  version: string;
  /** The query's includeObject: how much of the object is in each row. */
  includeObject: string | null;
  now: number;
};

/** The text of a Table with these objects as its rows; throws the server's 400 for a bad includeObject. */
export function tableJson(request: TableRequest, metadata: object, stored: readonly StoredObject[]): string {
  const include = request.includeObject || 'Metadata';
  if (!INCLUDES.includes(include)) {
    throw badRequest(
      `Unable to convert to Table as requested: includeObject: Invalid value: "${include}": must be 'Metadata', 'Object', 'None', or empty`,
    );
  }
  const printer = printerOf(request.kind);
  const rows = stored.map((one) => rowJson(request, include, one));
  const head = JSON.stringify({
    kind: 'Table',
    apiVersion: `meta.k8s.io/${request.version}`,
    metadata,
    columnDefinitions: printer.columns,
  });
  const list = rows.length === 0 ? JSON.stringify(printer.emptyRows) : `[${rows.join(',')}]`;
  return `${head.slice(0, -1)},"rows":${list}}`;
}

function rowJson({ kind, version, now }: TableRequest, include: string, stored: StoredObject): string {
  const row = JSON.stringify(printerOf(kind).row(servedForm(kind, stored.object), now));
  const object =
    include === 'None'
      ? 'null'
      : include === 'Object'
        ? objectJson(kind, stored)
        : metadataJson(kind, stored, version);
  return `${row.slice(0, -1)},"object":${object}}`;
}
