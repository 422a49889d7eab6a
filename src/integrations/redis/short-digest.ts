import { hash } from 'node:crypto';

/** 128 bits of SHA-256 in hex: a key of fixed length for a text of any length. */
export function shortDigest(text: string): string {
  return hash('sha256', text).slice(0, 32);
}
