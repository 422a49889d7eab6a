import type { IncidentId } from '../domain/fact.ts';

/** Texts that belong to an incident and are too long for its log. Throws Unavailable. */
export interface EvidenceStore {
  /** Keeps a redacted text under an id, for good; the same id again replaces it. The answer is the text's digest. */
  keep(incident: IncidentId, id: string, text: string): Promise<string>;
  /** Null: there is none of this id. */
  read(incident: IncidentId, id: string): Promise<string | null>;
}
