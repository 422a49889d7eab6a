import { createHmac } from 'node:crypto';
import type { Digests } from '../../ports/digests.ts';

/** HMAC-SHA256 (RFC 2104) with a key of its own for each purpose, made of the installation's secret. */
export function createKeyedDigests(secret: string): Digests {
  return {
    keyed(purpose, text) {
      const key = createHmac('sha256', secret).update(`keyturn digest: ${purpose}`).digest();
      return createHmac('sha256', key).update(text).digest('hex');
    },
  };
}
