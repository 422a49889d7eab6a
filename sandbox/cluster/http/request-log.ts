import type { ApiRequest } from './api-request.ts';
import type { RequestInfo } from './request-info.ts';

/** One request, as it was answered. */
export type RequestRecord = {
  method: string;
  /** With its query. */
  path: string;
  verb: string;
  group: string;
  resource: string;
  subresource: string;
  namespace: string;
  name: string;
  user: string;
  /** 0 when nothing was answered. */
  status: number;
  ms: number;
  /** Of the answer's body. */
  bytes: number;
  userAgent: string;
  fieldManager: string;
  /** Whether it asked for a dry run, in its query or its body. */
  dryRun: boolean;
};

export type RequestLog = {
  records: readonly RequestRecord[];
  add(record: RequestRecord): void;
  onRequest(listener: (record: RequestRecord) => void): () => void;
};

/** What came in, in the order in which it was answered. */
export function createRequestLog(): RequestLog {
  const records: RequestRecord[] = [];
  const listeners = new Set<(record: RequestRecord) => void>();
  return {
    records,
    add(record) {
      records.push(record);
      for (const listener of listeners) listener(record);
    },
    onRequest(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Whether a request is only rehearsed, as far as that can be told before it is read. */
export function isDryRun({ query, body }: ApiRequest): boolean {
  return query.has('dryRun') || /"dryRun"\s*:\s*\[\s*"/.test(body);
}

/** The part of a record that is known before the answer. */
export function recordOf(
  url: string,
  request: ApiRequest,
  info: RequestInfo,
): Omit<RequestRecord, 'user' | 'status' | 'ms' | 'bytes'> {
  const { method, query, headers } = request;
  const { verb, group, resource, subresource, namespace, name } = info;
  return {
    method,
    path: url,
    verb,
    group,
    resource,
    subresource,
    namespace,
    name,
    userAgent: headers['user-agent'] ?? '',
    fieldManager: query.get('fieldManager') ?? '',
    dryRun: isDryRun(request),
  };
}
