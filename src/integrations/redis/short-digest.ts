import { createHash } from 'node:crypto';

/** 128 bits of SHA-256 in hex: a key of fixed length for a text of any length. */
export function shortDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
