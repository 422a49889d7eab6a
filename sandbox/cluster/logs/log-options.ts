import { badRequest, invalid } from '../http/status-failure.ts';

/** The query of a pod's log, checked. */
export type LogOptions = {
  container: string;
  previous: boolean;
  follow: boolean;
  timestamps: boolean;
  tailLines: number | undefined;
  limitBytes: number | undefined;
  /** Milliseconds since 1970; lines before it are left out. */
  since: number | undefined;
};

/** Reads the query of `/log`; throws the server's 400 and 422. The words are those of a real server. */
export function logOptions(pod: string, query: URLSearchParams, now: number): LogOptions {
  const tailLines = integer(query, 'tailLines');
  const limitBytes = integer(query, 'limitBytes');
  const sinceSeconds = integer(query, 'sinceSeconds');
  const sinceTime = query.get('sinceTime') ?? undefined;
  const of = { kind: 'PodLogOptions', name: pod };
  const refuse = (field: string, message: string, reason: 'FieldValueInvalid' | 'FieldValueForbidden') =>
    invalid(of, { reason, field, message });

  if (sinceSeconds !== undefined && sinceTime !== undefined) {
    const message = 'Forbidden: at most one of `sinceTime` or `sinceSeconds` may be specified';
    throw refuse('[]', message, 'FieldValueForbidden');
  }
  if (sinceSeconds !== undefined && sinceSeconds < 1) throw tooSmall('sinceSeconds', sinceSeconds);
  if (limitBytes !== undefined && limitBytes < 1) throw tooSmall('limitBytes', limitBytes);
  if (tailLines !== undefined && tailLines < 0) {
    const message = `Invalid value: ${tailLines}: must be greater than or equal to 0`;
    throw refuse('tailLines', message, 'FieldValueInvalid');
  }
  if (query.has('stream')) throw refuse('stream', 'Forbidden: may not be specified', 'FieldValueForbidden');

  return {
    container: query.get('container') ?? '',
    previous: flag(query, 'previous'),
    follow: flag(query, 'follow'),
    timestamps: flag(query, 'timestamps'),
    tailLines,
    limitBytes,
    since: sinceTime ? Date.parse(sinceTime) : sinceSeconds && now - sinceSeconds * 1000,
  };

  function tooSmall(field: string, value: number): Error {
    return refuse(field, `Invalid value: ${value}: must be greater than 0`, 'FieldValueInvalid');
  }
}

function integer(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^[+-]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  return Number(text);
}

/** As the server converts a query to a boolean: everything but these is true. */
const flag = (query: URLSearchParams, name: string): boolean =>
  query.has(name) && !['false', '0'].includes((query.get(name) ?? '').toLowerCase());
