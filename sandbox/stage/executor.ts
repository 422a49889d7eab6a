import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { ClusterObject } from '../cluster/cluster-object.ts';

const SHIPPED = new URL('../../deploy/kubernetes/executor.yaml', import.meta.url);

/** As whom the executor changes a sandbox cluster. */
export const EXECUTOR = 'system:serviceaccount:keyturn:keyturn-executor';

/** The executor's identity with the roles that are shipped for real clusters. */
export function executorObjects(): readonly ClusterObject[] {
  return parseAllDocuments(readFileSync(SHIPPED, 'utf8')).map((document) => document.toJS() as ClusterObject);
}
