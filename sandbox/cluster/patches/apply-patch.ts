import type { ApiRequest } from '../http/api-request.ts';
import { StatusFailure } from '../http/status-failure.ts';
import type { ResourceKind } from '../kinds/resource-kind.ts';
import { parsedJson, parsedMap } from '../writes/read-body.ts';
import { jsonPatch } from './json-patch.ts';
import type { JsonMap } from './json-value.ts';
import { mergePatch } from './merge-patch.ts';
import { strategicPatch } from './strategic-patch.ts';

const JSON_PATCH = 'application/json-patch+json';
const MERGE = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

/** How a request's patch changes an object; throws the server's 415 for what it does not take. */
export function patchOf(request: ApiRequest, kind: ResourceKind): (target: JsonMap) => JsonMap {
  const { body } = request;
  switch (request.headers['content-type']?.split(';')[0]?.trim()) {
    case JSON_PATCH:
      return (target) => jsonPatch(target, parsedJson(body));
    case MERGE:
      return (target) => mergePatch(target, body === '' ? {} : parsedMap(body));
    case STRATEGIC:
      if (kind.custom) throw notForCustom();
      return (target) => strategicPatch(target, body === '' ? {} : parsedMap(body));
    case APPLY:
      throw noApply();
    default:
      throw unsupported();
  }
}

const unsupported = (): StatusFailure =>
  new StatusFailure({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: '415: Unsupported Media Type',
    details: {},
  });

const notForCustom = (): StatusFailure =>
  new StatusFailure({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: `the body of the request was in an unknown format - accepted media types include: ${JSON_PATCH}, ${MERGE}, ${APPLY}`,
  });

const noApply = (): StatusFailure =>
  new StatusFailure({
    code: 501,
    reason: 'NotImplemented',
    message: 'the sandbox cluster does not take apply patches: send a JSON, merge or strategic merge patch',
  });
