import type { Actor } from '../actor.ts';
import type { Incident } from '../incident.ts';
import { type Instant, MINUTE, SECOND } from '../instant.ts';

/** The forms in which a draft is written, in the order in which they are named. */
export const draftFormats = ['md', 'html', 'json'] as const;
export type DraftFormat = (typeof draftFormats)[number];

/** What is written when nobody says which. */
export const usualFormats: readonly DraftFormat[] = ['md', 'html'];

/** Where drafts can go, in the order in which they are tried. */
export const draftPlaces = ['directory', 'channel'] as const;
export type DraftPlace = (typeof draftPlaces)[number];

/** Why a draft is made: somebody asked, or the incident was resolved. */
export type ExportReason = 'asked' | 'resolved';

/** One making of a draft, from the asking to the end of its message. */
export type Export = {
  readonly export: number;
  readonly why: ExportReason;
  readonly formats: readonly DraftFormat[];
  readonly full: boolean;
  readonly by: Actor;
  readonly askedAt: Instant;
  /** Null: it runs. It is forgotten once its message says how it ended. */
  readonly ended: 'drafted' | 'cancelled' | null;
  /** Why Keyturn gave it up, a short code; left out where it did not. */
  readonly reason?: string;
};

/** A draft that was made. `version`: of the log that it was made from. `published` and `failed` are left out by older versions. */
export type MadeDraft = {
  readonly export: number;
  readonly version: number;
  readonly at: Instant;
  readonly published?: readonly { readonly to: string; readonly where: string }[];
  readonly failed?: readonly { readonly to: string; readonly reason: string }[];
};

/** The drafts of an incident's postmortem. */
export type Exports = {
  readonly last: number;
  readonly list: readonly Export[];
  /** The last one that was made; null: none yet. */
  readonly draft: MadeDraft | null;
};

/** What Slack makes us wait for is waited for this long; then the draft is made from what there is, and says so. */
const PATIENCE = 30 * MINUTE;

/** A lost wake-up of the one who writes is found this soon. */
const LOOK_AGAIN = 30 * SECOND;

/** What is known of an incident's drafts; nothing before the first. */
export function exportsOf({ exports }: Pick<Incident, 'exports'>): Exports {
  return exports ?? { last: 0, list: [], draft: null };
}

/** The draft that is wanted and not made yet; null: none is. */
export function wantedExport(incident: Pick<Incident, 'exports'>): Export | null {
  return exportsOf(incident).list.find(({ ended }) => ended === null) ?? null;
}

/** Until when what Slack holds back is waited for. */
export function exportDeadline({ askedAt }: Export): Instant {
  return askedAt + PATIENCE;
}

/** When somebody is to look after the draft that is wanted; null: none is. */
export function nextExportAt(incident: Incident, at: Instant): Instant | null {
  return wantedExport(incident) === null ? null : at + LOOK_AGAIN;
}
