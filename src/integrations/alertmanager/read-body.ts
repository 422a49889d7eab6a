import type { IncomingMessage } from 'node:http';

/**
 * The body of a request as text; null when it is larger than `limit` bytes. Reading stops there, whatever the sender
 * said about its length. Rejects when the sender goes away.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return null;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        request.pause();
        request.removeAllListeners('data');
        resolve(null);
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    request.on('error', reject);
    request.on('close', () => {
      // Every request is closed in the end; an error that nobody hears costs as much as reading the body.
      if (!request.readableEnded) reject(new Error('the sender went away'));
    });
  });
}
