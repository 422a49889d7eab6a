import { badRequest, invalid } from '../http/status-failure.ts';

export type ListOptions = {
  /** 0 is no limit. */
  limit: number;
  continueToken: string;
  resourceVersion: string;
  match: string;
};

const MATCHES = ['', 'Exact', 'NotOlderThan'];

/** Reads the query of a list; throws the server's 400 and 422. */
export function listOptions(query: URLSearchParams): ListOptions {
  const limit = integer(query, 'limit');
  integer(query, 'timeoutSeconds');
  const options = {
    // A negative limit is none.
    limit: Math.max(0, limit),
    continueToken: query.get('continue') ?? '',
    resourceVersion: query.get('resourceVersion') ?? '',
    match: query.get('resourceVersionMatch') ?? '',
  };
  if (options.match !== '' && options.resourceVersion === '') {
    throw refuse('resourceVersionMatch is forbidden unless resourceVersion is provided');
  }
  if (options.match !== '' && options.continueToken !== '') {
    throw refuse('resourceVersionMatch is forbidden when continue is provided');
  }
  if (!MATCHES.includes(options.match))
    throw badRequest(`unknown resourceVersionMatch value: ${options.match}`);
  if (options.continueToken !== '' && options.resourceVersion !== '' && options.resourceVersion !== '0') {
    throw badRequest('specifying resource version is not allowed when using continue');
  }
  if (!/^\d*$/.test(options.resourceVersion)) {
    const { resourceVersion } = options;
    throw badRequest(
      `invalid resource version: resourceVersion: Invalid value: "${resourceVersion}": strconv.ParseUint: parsing "${resourceVersion}": invalid syntax`,
    );
  }
  return options;
}

function integer(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? '';
  if (text === '') return 0;
  if (!/^[+-]?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  return Number(text);
}

const refuse = (message: string) =>
  invalid(
    { kind: 'ListOptions', group: 'meta.k8s.io', name: '' },
    { reason: 'FieldValueForbidden', field: 'resourceVersionMatch', message: `Forbidden: ${message}` },
  );
