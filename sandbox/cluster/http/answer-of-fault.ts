import { forbidden } from '../access/forbidden.ts';
import { userNamed } from '../access/user.ts';
import type { Fault } from '../faults.ts';
import { readToken, writeToken } from '../verbs/continue-token.ts';
import { TOKEN_EXPIRED } from '../verbs/list-page.ts';
import { answerOfFailure } from './answer-of-failure.ts';
import type { Answer, ApiRequest } from './api-request.ts';
import type { RequestInfo } from './request-info.ts';
import { expired, notFound, resourceNotFound, StatusFailure, unauthorized } from './status-failure.ts';

/** The answer that stands in for the real one, or undefined for a fault of another sort. */
export function answerOfFault(
  fault: Fault,
  request: ApiRequest,
  info: RequestInfo,
  user: string,
): Answer | undefined {
  const failure = failureOf(fault, request, info, user);
  return failure && answerOfFailure(failure.failure);
}

function failureOf(
  fault: Fault,
  request: ApiRequest,
  info: RequestInfo,
  user: string,
): StatusFailure | undefined {
  switch (fault.kind) {
    case 'unauthorized':
      return unauthorized();
    case 'forbidden':
      return forbidden(userNamed(user), info.isResource ? info : { verb: info.verb, path: request.path }, {
        allowed: false,
      });
    case 'not-found':
      return info.name === '' ? resourceNotFound() : notFound(info, info.name);
    case 'expired-token': {
      const { after } = readToken(request.query.get('continue') ?? '');
      return expired(TOKEN_EXPIRED, { continue: writeToken({ version: -1, after }) });
    }
    case 'too-many-requests':
      return tooMany(fault.retryAfter ?? 1);
    case 'server-error':
      return serverError(fault.message ?? 'etcdserver: request timed out');
    case 'unavailable':
      return new StatusFailure({ code: 503, plainText: true, message: 'service unavailable\n' });
    default:
      return undefined;
  }
}

const tooMany = (seconds: number): StatusFailure =>
  new StatusFailure({
    code: 429,
    plainText: true,
    message: 'Too many requests, please try again later.\n',
    headers: { 'retry-after': String(seconds) },
  });

const serverError = (why: string): StatusFailure =>
  new StatusFailure({
    code: 500,
    reason: 'InternalError',
    message: `Internal error occurred: ${why}`,
    details: { causes: [{ message: why }] },
  });
