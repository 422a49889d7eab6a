import { createHash } from 'node:crypto';
import type { Digests } from '../../src/ports/digests.ts';

/** Digests that everybody could make: enough to tell texts apart. */
export const fakeDigests: Digests = {
  keyed: (purpose, text) => createHash('sha256').update(`${purpose}\n${text}`).digest('hex'),
};
