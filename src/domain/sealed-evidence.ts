import type { FactBody } from './fact.ts';

/** A text that is kept beside the log: its id in the incident, and the SHA-256 by which it is known again. */
export type SealedEvidence = { readonly id: string; readonly digest: string };

/**
 * The kept texts that a fact seals with their digests. What no fact seals is not here: the last look of a watch, a draft
 * before what people wrote was brought into it, notes that prove themselves.
 */
export function sealedEvidence(body: FactBody): readonly SealedEvidence[] {
  switch (body.kind) {
    case 'query.answered':
    case 'diagnosis.completed':
      return body.evidence === null || body.digest === null
        ? []
        : [{ id: body.evidence, digest: body.digest }];
    case 'evidence.kept':
      return body.items.map(({ id, digest }) => ({ id, digest }));
    case 'postmortem.drafted':
      return body.drafts.map(({ evidence, digest }) => ({ id: evidence, digest }));
    default:
      return [];
  }
}
