import type { IncidentId } from '../domain/fact.ts';

/** Looking whether an incident's log and texts are as they were written. Throws Unavailable. */
export interface LogCheck {
  /**
   * What was found, as a sentence, and the head of the chain at `version`. `texts` and `kept`: how many messages
   * and kept texts the facts up to there have sealed; all that there are now are looked at.
   */
  check(
    id: IncidentId,
    upTo: { readonly version: number; readonly texts: number; readonly kept: number },
  ): Promise<{ readonly sentence: string; readonly head: string }>;
}
