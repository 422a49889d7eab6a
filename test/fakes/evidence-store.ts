import { createHash } from 'node:crypto';
import type { EvidenceStore } from '../../src/ports/evidence-store.ts';

/** Evidence in memory; `kept` is what there is, by incident and id. */
export function createFakeEvidenceStore(): EvidenceStore & {
  readonly kept: ReadonlyMap<string, string>;
  /** Its time is over, or somebody has cleared it away. */
  forgets(): void;
} {
  const kept = new Map<string, string>();
  return {
    kept,
    forgets: () => kept.clear(),
    async keep(incident, id, text) {
      kept.set(`${incident}/${id}`, text);
      return digestOf(text);
    },
    async read(incident, id) {
      return kept.get(`${incident}/${id}`) ?? null;
    },
    async readSealed(incident, id, digest) {
      const text = kept.get(`${incident}/${id}`);
      return text === undefined ? null : { text, asSealed: digestOf(text) === digest };
    },
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
