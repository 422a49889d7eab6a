import type { ApiRequest } from '../http/api-request.ts';
import { badRequest, unsupportedBody } from '../http/status-failure.ts';

/** What is sent to a review, as far as it is read. */
export type ReviewBody = {
  metadata?: { namespace?: string };
  spec?: {
    resourceAttributes?: ResourceAttributes;
    nonResourceAttributes?: { path?: string; verb?: string };
    user?: string;
    uid?: string;
    groups?: string[];
    namespace?: string;
  };
};

export type ResourceAttributes = {
  namespace?: string;
  verb?: string;
  group?: string;
  version?: string;
  resource?: string;
  subresource?: string;
  name?: string;
};

/** Parses a request's body; throws the server's 415 and 400 for one that is not JSON. */
export function reviewBody({ headers, body }: ApiRequest, kind: string): ReviewBody {
  if (!/^application\/json\b/.test(headers['content-type'] ?? 'application/json')) throw unsupportedBody();
  try {
    return JSON.parse(body) as ReviewBody;
  } catch {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: unexpected end of JSON input (${body || '<empty>'})`,
    );
  }
}
