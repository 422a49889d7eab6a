import { parseFieldSelector } from '../selectors/field-selector.ts';

/**
 * What a request asks for, in the words of the authorizer. The rules are those of the Kubernetes authorization
 * page ("Determine the request verb") and of its URL layout.
 */
export type RequestInfo = {
  verb: string;
  /** Whether the path is one of a resource, and not of discovery, health and the like. */
  isResource: boolean;
  group: string;
  version: string;
  namespace: string;
  resource: string;
  subresource: string;
  name: string;
  /** What follows the subresource: the path behind a proxy. */
  rest: string;
};

const VERBS: Record<string, { named: string; many: string }> = {
  GET: { named: 'get', many: 'list' },
  HEAD: { named: 'get', many: 'list' },
  POST: { named: 'create', many: 'create' },
  PUT: { named: 'update', many: 'update' },
  PATCH: { named: 'patch', many: 'patch' },
  DELETE: { named: 'delete', many: 'deletecollection' },
};

const NAMESPACE_SUBRESOURCES = ['status', 'finalize'];

/** Reads a request's method, path and query. */
export function requestInfo(request: { method: string; path: string; query: URLSearchParams }): RequestInfo {
  const verbs = VERBS[request.method] ?? {
    named: request.method.toLowerCase(),
    many: request.method.toLowerCase(),
  };
  const parts = request.path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  const versioned = groupAndVersion(parts);
  if (!versioned || versioned.rest.length === 0) {
    return { ...nothing, verb: request.method === 'HEAD' ? 'get' : request.method.toLowerCase() };
  }
  const { group, version } = versioned;
  let { rest } = versioned;
  const watchPath = rest[0] === 'watch';
  if (watchPath) rest = rest.slice(1);

  const place = placeOf(rest);
  const single = place.name !== '';
  const info: RequestInfo = {
    ...nothing,
    ...place,
    verb: single ? verbs.named : verbs.many,
    isResource: true,
    group,
    version,
  };
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads && (watchPath || (!single && wantsWatch(request.query)))) info.verb = 'watch';
  if (!single && ['list', 'watch', 'deletecollection'].includes(info.verb)) {
    info.name = nameOfSelector(request.query.get('fieldSelector'));
  }
  return info;
}

/** A part of a path; one that is no valid encoding stays as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const nothing: RequestInfo = {
  verb: '',
  isResource: false,
  group: '',
  version: '',
  namespace: '',
  resource: '',
  subresource: '',
  name: '',
  rest: '',
};

function groupAndVersion(parts: string[]): { group: string; version: string; rest: string[] } | undefined {
  const [root, first, second] = parts;
  if (root === 'api' && first) return { group: '', version: first, rest: parts.slice(2) };
  if (root === 'apis' && first && second) return { group: first, version: second, rest: parts.slice(3) };
  return undefined;
}

type Place = Pick<RequestInfo, 'namespace' | 'resource' | 'name' | 'subresource' | 'rest'>;

/** `namespaces/<ns>/<resource>/<name>/<sub>`, `<resource>/<name>/<sub>`, or the namespace itself. */
function placeOf(parts: string[]): Place {
  const [first = '', second = '', third = ''] = parts;
  const inNamespace = first === 'namespaces' && third !== '' && !NAMESPACE_SUBRESOURCES.includes(third);
  const [resource = '', name = '', subresource = '', ...rest] = inNamespace ? parts.slice(2) : parts;
  // A namespace counts as being in itself: a Role in it may allow to read it.
  const namespace = first === 'namespaces' ? second : '';
  return { namespace, resource, name, subresource, rest: rest.join('/') };
}

const wantsWatch = (query: URLSearchParams): boolean => ['1', 'true'].includes(query.get('watch') ?? '');

/** A list of `metadata.name=x` counts as being about that name. */
function nameOfSelector(text: string | null): string {
  const parsed = parseFieldSelector(text ?? '');
  if (!parsed.ok) return '';
  return parsed.terms.find((term) => term.field === 'metadata.name' && term.equal)?.value ?? '';
}
