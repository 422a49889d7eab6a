import type { IncidentId } from '../domain/fact.ts';

/** Looking whether an incident's log and texts are as they were written. Throws Unavailable. */
export interface LogCheck {
  /** What was found, as a sentence. */
  check(id: IncidentId): Promise<string>;
}
