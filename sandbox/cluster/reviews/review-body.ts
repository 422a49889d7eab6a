import { badRequest } from '../http/status-failure.ts';

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

/** Parses a request's body; throws the server's 400 for one that is not JSON. */
export function reviewBody(text: string, kind: string): ReviewBody {
  try {
    return JSON.parse(text) as ReviewBody;
  } catch {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: unexpected end of JSON input (${text || '<empty>'})`,
    );
  }
}
