import { createHash } from 'node:crypto';

/** The digest by which facts know a kept text: SHA-256 of its UTF-8, in hex. `text`: as it is, or its bytes in Redis. */
export function evidenceDigest(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}
