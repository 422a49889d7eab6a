import type { IncidentId } from '../domain/fact.ts';
import type { DraftFormat, DraftPlace } from '../domain/postmortem/export.ts';

/** A draft that is ready to go out. */
export type Publication = {
  readonly incident: IncidentId;
  /** The number of the export within the incident: the same number again is the same draft. */
  readonly export: number;
  /** The incident's channel; null: it has none. */
  readonly channel: string | null;
  readonly files: readonly { readonly format: DraftFormat; readonly text: string }[];
  /** An earlier try may have got through: look for what it left. */
  readonly mayExist: boolean;
};

/** A place where drafts go. Every method throws RateLimited, Unavailable, Misconfigured or ChannelLost. */
export interface PostmortemPublisher {
  /** As the configuration calls it. */
  readonly name: DraftPlace;
  /** Puts the draft there, once however often it is called. The answer says where, for a sentence: `the file INC-7.md`. */
  publish(publication: Publication): Promise<string>;
  /** The Markdown that stands there, with what people wrote into it; null: none does, or it can't be read back. */
  earlier(incident: IncidentId): Promise<string | null>;
}
