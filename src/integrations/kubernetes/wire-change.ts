import { FIELD_MANAGER, type PlannedRequest } from '../../domain/action/planned-request.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';

/** A change as it goes over the wire. `path` with its query, `body` as text. */
export type WireChange = {
  readonly method: PlannedRequest['method'];
  readonly path: string;
  readonly contentType: PlannedRequest['contentType'];
  readonly body: string;
};

/** The request as it is done. */
export function asWritten(request: PlannedRequest): WireChange {
  return onWire(request, {}, request.body);
}

/**
 * The same request as it is rehearsed. `dryRun` stands in the query and, where the body has options of its own, there
 * too: a server that looks at one place only must not take it for the real thing.
 */
export function asRehearsed(request: PlannedRequest): WireChange {
  return onWire(request, { dryRun: 'All' }, rehearsedBody(request));
}

function rehearsedBody({ method, body }: PlannedRequest): Json {
  if (method === 'PATCH') return body;
  const options = mapOf(body);
  if (method === 'DELETE') return { ...options, dryRun: ['All'] };
  return { ...options, deleteOptions: { ...mapOf(options.deleteOptions), dryRun: ['All'] } };
}

function mapOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function onWire(
  { method, path, contentType }: PlannedRequest,
  query: Readonly<Record<string, string>>,
  body: Json,
): WireChange {
  const manager: Record<string, string> = method === 'DELETE' ? {} : { fieldManager: FIELD_MANAGER };
  const given = new URLSearchParams({ ...query, ...manager }).toString();
  return { method, path: given === '' ? path : `${path}?${given}`, contentType, body: JSON.stringify(body) };
}
