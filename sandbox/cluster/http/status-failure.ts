import { qualifiedResource } from '../kinds/resource-kind.ts';

export type StatusCause = { reason?: string; message?: string; field?: string };

export type StatusDetails = {
  name?: string;
  group?: string;
  kind?: string;
  uid?: string;
  causes?: StatusCause[];
  retryAfterSeconds?: number;
};

/** How the API server says no: a Status object, or a plain text where a real one sends plain text. */
export type Failure = {
  code: number;
  message: string;
  reason?: string;
  details?: StatusDetails;
  /** Metadata of the Status, where it carries a continue token. */
  metadata?: Record<string, unknown>;
  headers?: Record<string, string | string[]>;
  /** The body is this text and no Status. */
  plainText?: true;
};

/** Thrown wherever a request is refused; the server turns it into the answer. */
export class StatusFailure extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

type Named = { group: string; resource: string };

/** The details of a resource: its group is left out for the core group. */
export const detailsOf = (kind: Named, name?: string): StatusDetails => ({
  ...(name ? { name } : {}),
  ...(kind.group ? { group: kind.group } : {}),
  kind: kind.resource,
});

/** The object of this name is not there: 404. */
export const notFound = (kind: Named, name: string): StatusFailure =>
  new StatusFailure({
    code: 404,
    reason: 'NotFound',
    message: `${qualifiedResource(kind)} "${name}" not found`,
    details: detailsOf(kind, name),
  });

/** A path that nothing serves: not a Status. */
export const pageNotFound = (): StatusFailure =>
  new StatusFailure({ code: 404, message: '404 page not found\n', plainText: true });

/** A subresource or object path that is not served under a known resource. */
export const resourceNotFound = (): StatusFailure =>
  new StatusFailure({
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  });

/** The request can't be understood, for this reason: 400. */
export const badRequest = (message: string): StatusFailure =>
  new StatusFailure({ code: 400, reason: 'BadRequest', message });

/** A token that nobody issued: 401. */
export const unauthorized = (): StatusFailure =>
  new StatusFailure({ code: 401, reason: 'Unauthorized', message: 'Unauthorized' });

/** A version that is too old: 410, with a new continue token in the metadata where there is one. */
export const expired = (message: string, metadata: Record<string, unknown> = {}): StatusFailure =>
  new StatusFailure({ code: 410, reason: 'Expired', message, metadata });

/** A body in an encoding that is not read here: protobuf neither, though a real server does. */
export const unsupportedBody = (): StatusFailure =>
  new StatusFailure({
    code: 415,
    reason: 'UnsupportedMediaType',
    message:
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml, application/vnd.kubernetes.protobuf',
  });

/** A method that the path does not have: 405. */
export const methodNotAllowed = (): StatusFailure =>
  new StatusFailure({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });

/** One field of something is wrong. `kind` is written as `Kind.group`. */
export function invalid(
  of: { kind: string; group?: string; name: string },
  wrong: { reason: 'FieldValueInvalid' | 'FieldValueForbidden'; field: string; message: string },
): StatusFailure {
  const { kind, group, name } = of;
  const full = group === undefined ? kind : `${kind}.${group}`;
  return new StatusFailure({
    code: 422,
    reason: 'Invalid',
    message: `${full} "${name}" is invalid: ${wrong.field}: ${wrong.message}`,
    details: {
      ...(name ? { name } : {}),
      ...(group ? { group } : {}),
      ...(kind ? { kind } : {}),
      causes: [{ reason: wrong.reason, message: wrong.message, field: wrong.field }],
    },
  });
}
