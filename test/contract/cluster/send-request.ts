import { type Dispatcher, request } from 'undici';
import type { Reply, Sent } from './cluster-under-test.ts';

export type Access = { url: string; dispatcher: Dispatcher; headers: Record<string, string> };

/** One request as this administrator, or as whom it is to impersonate. */
export async function sendRequest(access: Access, path: string, sent: Sent = {}): Promise<Reply> {
  const { accept = 'application/json', method = 'GET', body, as, type = 'application/json' } = sent;
  const headers = Object.entries({ ...access.headers, accept }).flat();
  if (body !== undefined) headers.push('content-type', type);
  if (as)
    headers.push('impersonate-user', as.user, ...as.groups.flatMap((group) => ['impersonate-group', group]));
  const answer = await request(`${access.url}${path}`, {
    dispatcher: access.dispatcher,
    method: method as 'GET',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
}
