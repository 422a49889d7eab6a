import { randomBytes } from 'node:crypto';

/** A key prefix that no other test file has; the braces keep all its keys in one slot of a Redis Cluster. */
export function freshKeyPrefix(): string {
  return `{keyturn:t-${randomBytes(5).toString('hex')}}`;
}
