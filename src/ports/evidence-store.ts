import type { IncidentId } from '../domain/fact.ts';

export type SealedText = { readonly text: string; readonly asSealed: boolean };

/** Texts that belong to an incident and are too long for its log. Throws Unavailable. */
export interface EvidenceStore {
  /** Keeps a redacted text under an id, for good; the same id again replaces it. The answer is the text's digest. */
  keep(incident: IncidentId, id: string, text: string): Promise<string>;
  /** Null: there is none of this id. */
  read(incident: IncidentId, id: string): Promise<string | null>;
  /** The same for who shows it to people: `asSealed` says whether it is the text of which `keep` answered this digest. */
  readSealed(incident: IncidentId, id: string, digest: string): Promise<SealedText | null>;
}
