import type { IncomingMessage } from 'node:http';
import { RefusedRequest } from './refused-request.ts';

const LOOPBACK = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/**
 * Lets only the page itself ask. Any web site that is open in the same browser can send requests to this address: a
 * name that it made point here shows in Host, its own address in Origin.
 *
 * @throws RefusedRequest for everything else
 */
export function checkOwnPage(request: IncomingMessage): void {
  const { host = '', origin } = request.headers;
  if (!LOOPBACK.test(host)) throw new RefusedRequest(403, 'This page answers only at its own address.');
  const isForeign = origin !== undefined && origin !== `http://${host}`;
  if (isForeign || (request.method === 'POST' && origin === undefined)) {
    throw new RefusedRequest(403, 'Only the page itself may ask for this.');
  }
  if (request.method === 'POST' && !request.headers['content-type']?.startsWith('application/json')) {
    throw new RefusedRequest(415, 'Send JSON.');
  }
}
