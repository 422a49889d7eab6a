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

/** The part of a record that is known before the answer. */
export function recordOf(
  url: string,
  method: string,
  info: RequestInfo,
  userAgent: string,
): Omit<RequestRecord, 'user' | 'status' | 'ms' | 'bytes'> {
  const { verb, group, resource, subresource, namespace, name } = info;
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  const fieldManager = query.get('fieldManager') ?? '';
  return { method, path: url, verb, group, resource, subresource, namespace, name, userAgent, fieldManager };
}
