import { parse } from 'yaml';
import type { ClusterObject } from '../cluster-object.ts';
import type { ApiRequest } from '../http/api-request.ts';
import { badRequest, unsupportedBody } from '../http/status-failure.ts';
import { groupVersionOf } from '../kinds/resource-kind.ts';
import { isMap, type JsonMap } from '../patches/json-value.ts';

/** The JSON or YAML object of a body; throws the server's 415 and 400. An empty body is an empty object. */
export function readBody({ headers, body }: ApiRequest): JsonMap {
  const type = (headers['content-type'] ?? 'application/json').split(';')[0]?.trim();
  if (type !== 'application/json' && type !== 'application/yaml') throw unsupportedBody();
  if (body.trim() === '') return {};
  return parsedMap(body, type === 'application/yaml');
}

/** Parses a JSON or YAML object; throws the server's 400. */
export function parsedMap(body: string, isYaml = false): JsonMap {
  const value = parsedJson(body, isYaml);
  if (!isMap(value))
    throw badRequest("couldn't get version/kind; json parse error: the body is not an object");
  return value;
}

/** Parses JSON or YAML; throws the server's 400. */
export function parsedJson(body: string, isYaml = false): unknown {
  try {
    return isYaml ? parse(body) : JSON.parse(body);
  } catch (error) {
    throw badRequest(`error decoding patch: ${error instanceof Error ? error.message : String(error)}`);
  }
}

type Kind = { group: string; version: string; kind: string };

/** A body that must be an object of this kind; throws the server's 400 for another. */
export function readObject(request: ApiRequest, kind: Kind): ClusterObject {
  const body = readBody(request);
  const apiVersion = groupVersionOf(kind);
  if (body.kind !== undefined && (body.kind !== kind.kind || body.apiVersion !== apiVersion)) {
    throw badRequest(
      `the API version in the data (${String(body.apiVersion)}) does not match the expected API version (${apiVersion})`,
    );
  }
  const metadata = isMap(body.metadata) ? body.metadata : {};
  return { ...body, kind: kind.kind, apiVersion, metadata } as unknown as ClusterObject;
}

/** The top-level fields that a JSON text names twice. */
export function duplicateFields(body: string): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  let depth = 0;
  for (const [token] of body.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && token.endsWith(':')) {
      const name: string = JSON.parse(token.slice(0, -1).trim());
      if (seen.has(name)) twice.add(name);
      seen.add(name);
    }
  }
  return [...twice];
}
