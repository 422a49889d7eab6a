import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { ClusterObject } from '../cluster/cluster-object.ts';

const SHIPPED = new URL('../../deploy/kubernetes/reader.yaml', import.meta.url);
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'keyturn' } };

/** As whom the bot reads a sandbox cluster. */
export const READER = 'system:serviceaccount:keyturn:keyturn-reader';

/** The reader with the roles that are shipped for real clusters. */
export function readerObjects(): readonly ClusterObject[] {
  const shipped = parseAllDocuments(readFileSync(SHIPPED, 'utf8'));
  return [
    { ...NAMESPACE, status: { phase: 'Active' } },
    ...shipped.map((document) => document.toJS() as ClusterObject),
  ];
}
