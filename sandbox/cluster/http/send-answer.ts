import type { ServerResponse } from 'node:http';
import type { Answer } from './api-request.ts';

/** Where an answer is cut off, if it is. */
export type CutAt = 'after-headers' | 'in-body' | undefined;

/** Sends an answer; JSON unless it says otherwise. Returns how many bytes of its body went out. */
export function sendAnswer(outgoing: ServerResponse, answer: Answer, cut?: CutAt): number {
  const { status, headers = {}, body } = answer;
  const bytes = body === undefined ? undefined : Buffer.from(body);
  const typed = bytes
    ? { 'content-type': 'application/json', 'content-length': String(bytes.length) }
    : undefined;
  outgoing.writeHead(status, { 'cache-control': 'no-cache, private', ...typed, ...headers });
  if (cut === undefined) {
    outgoing.end(bytes);
    return bytes?.length ?? 0;
  }
  const half =
    cut === 'in-body' ? (bytes?.subarray(0, Math.ceil(bytes.length / 2)) ?? Buffer.alloc(0)) : undefined;
  if (half) outgoing.write(half);
  else outgoing.flushHeaders();
  // What was written must reach the client before the end does.
  setImmediate(() => outgoing.destroy());
  return half?.length ?? 0;
}
