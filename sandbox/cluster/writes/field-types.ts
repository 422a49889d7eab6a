import type { ClusterObject } from '../cluster-object.ts';
import { isMap, type Json } from '../patches/json-value.ts';

/** The plain fields of `spec` that are changed by hand, and what Go calls their types. */
const TYPES: Record<string, 'int32' | 'bool'> = {
  replicas: 'int32',
  minReadySeconds: 'int32',
  revisionHistoryLimit: 'int32',
  progressDeadlineSeconds: 'int32',
  minReplicas: 'int32',
  maxReplicas: 'int32',
  paused: 'bool',
  suspend: 'bool',
  unschedulable: 'bool',
};

/** Why the server can't read this object, in Go's words; undefined when it can. */
export function unreadable({ kind, spec }: ClusterObject): string | undefined {
  if (!isMap(spec)) return undefined;
  for (const [field, type] of Object.entries(TYPES)) {
    const value = spec[field];
    if (value === undefined || value === null || typeof value === (type === 'bool' ? 'boolean' : 'number'))
      continue;
    return `json: cannot unmarshal ${nameOf(value)} into Go struct field ${kind}Spec.spec.${field} of type ${type}`;
  }
  return undefined;
}

function nameOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return isMap(value) ? 'object' : typeof value;
}
