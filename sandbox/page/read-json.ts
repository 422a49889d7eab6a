import type { IncomingMessage } from 'node:http';
import { RefusedRequest } from './refused-request.ts';

/** Room for an uploaded file of 10 MB in Base64. */
const MOST_BYTES = 14_000_000;

/** What was posted. Throws RefusedRequest for too much of it and for what is no JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > MOST_BYTES) throw new RefusedRequest(413, 'That is more than 10 MB.');
    parts.push(part as Buffer);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8') || '{}');
  } catch {
    throw new RefusedRequest(400, 'This is no JSON.');
  }
}
