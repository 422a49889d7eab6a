import type { ApiRequest } from '../http/api-request.ts';
import { invalidObject } from './invalid-object.ts';

export type WriteOptions = {
  dryRun: boolean;
  /** Who is written into managedFields. */
  manager: string;
  validation: 'Ignore' | 'Warn' | 'Strict';
};

const GROUP = 'meta.k8s.io';

/** Reads the query of a write; throws the server's 422. `kind` is PatchOptions, CreateOptions and so on. */
export function writeOptions(request: ApiRequest, kind: string): WriteOptions {
  const { query, headers } = request;
  const validation = query.get('fieldValidation') || 'Warn';
  if (!['Ignore', 'Warn', 'Strict'].includes(validation)) {
    const message = `Unsupported value: "${validation}": supported values: "Ignore", "Strict", "Warn"`;
    throw invalidObject({ kind, group: GROUP, name: '' }, [
      { reason: 'FieldValueNotSupported', message, field: 'fieldValidation' },
    ]);
  }
  return {
    dryRun: isDryRun(query.getAll('dryRun'), kind),
    manager: query.get('fieldManager') || managerOf(headers['user-agent']),
    validation: validation as WriteOptions['validation'],
  };
}

/** Whether these values of `dryRun` ask for one; throws the server's 422 for any but `All`. */
export function isDryRun(values: readonly string[], kind: string): boolean {
  const given = values.filter((value) => value !== '');
  if (given.some((value) => value !== 'All')) {
    const message = `Unsupported value: ${JSON.stringify(given)}: supported values: "All"`;
    throw invalidObject({ kind, group: GROUP, name: '' }, [
      { reason: 'FieldValueNotSupported', message, field: 'dryRun' },
    ]);
  }
  return given.length > 0;
}

const managerOf = (userAgent: string | undefined): string => userAgent?.split('/')[0] || 'unknown';
