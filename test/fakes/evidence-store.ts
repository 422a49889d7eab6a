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
      return createHash('sha256').update(text).digest('hex');
    },
    async read(incident, id) {
      return kept.get(`${incident}/${id}`) ?? null;
    },
  };
}
