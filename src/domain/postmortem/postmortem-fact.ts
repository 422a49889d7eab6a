import type { DraftFormat, ExportReason } from './export.ts';

/** What happens to the drafts of an incident's postmortem. `export` counts them within the incident. */
export type PostmortemFact =
  | {
      readonly kind: 'postmortem.asked';
      readonly export: number;
      readonly why: ExportReason;
      readonly formats: readonly DraftFormat[];
      /** With every message and fact, instead of the important ones. */
      readonly full: boolean;
    }
  | {
      readonly kind: 'postmortem.drafted';
      readonly export: number;
      /** Of the log that it was made from: the number of its last fact. */
      readonly version: number;
      readonly drafts: readonly {
        readonly format: DraftFormat;
        /** Under which id the text is kept, and its digest. */
        readonly evidence: string;
        readonly digest: string;
      }[];
      readonly published: readonly { readonly to: string; readonly where: string }[];
      readonly failed: readonly { readonly to: string; readonly reason: string }[];
      /** The parts in which what people wrote and the newer draft could not be brought together; left out by older versions. */
      readonly conflicts?: readonly string[];
      /** What could not be read for it, in sentences. */
      readonly missing: readonly string[];
    }
  | {
      readonly kind: 'postmortem.cancelled';
      readonly export: number;
      /** Why Keyturn gave it up, a short code; left out where a person stopped it. */
      readonly reason?: string;
    };
