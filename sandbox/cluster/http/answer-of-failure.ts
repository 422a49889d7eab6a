import type { Answer } from './api-request.ts';
import type { Failure } from './status-failure.ts';

/** A refusal as the API server sends it. */
export function answerOfFailure(failure: Failure): Answer {
  const { code, message, reason, details, metadata = {}, headers = {} } = failure;
  if (failure.plainText) {
    return {
      status: code,
      headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
      body: message,
    };
  }
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata,
    status: 'Failure',
    message,
    ...(reason === undefined ? {} : { reason }),
    ...(details === undefined ? {} : { details }),
    code,
  };
  return { status: code, headers, body: JSON.stringify(status) };
}
