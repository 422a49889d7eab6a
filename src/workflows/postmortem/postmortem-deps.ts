import type { IncidentId } from '../../domain/fact.ts';
import type { DraftFormat, Export } from '../../domain/postmortem/export.ts';
import type { Backfills } from '../../ports/backfills.ts';
import type { Chat } from '../../ports/chat.ts';
import type { Directory } from '../../ports/directory.ts';
import type { Episodes } from '../../ports/episodes.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';
import type { Log } from '../../ports/log.ts';
import type { LogCheck } from '../../ports/log-check.ts';
import type { PostmortemPublisher } from '../../ports/postmortem-publisher.ts';
import type { SideNotes } from '../../ports/side-notes.ts';
import type { AppendToIncidentDeps } from '../append-to-incident.ts';
import type { BackfillDeps } from '../backfill-channel.ts';

/** What the writing of a draft needs of the world. `backfills` are those of exports, `absences` those after an absence. */
export type PostmortemDeps = AppendToIncidentDeps &
  BackfillDeps & {
    readonly backfills: Backfills;
    readonly absences: Backfills;
    readonly episodes: Pick<Episodes, 'all'>;
    readonly evidence: EvidenceStore;
    readonly sideNotes: SideNotes;
    readonly directory: Pick<Directory, 'nameOf'>;
    readonly chat: Pick<Chat, 'update'>;
    readonly logCheck: LogCheck;
    readonly logger: Log;
    /** Where drafts go, in the order in which they are tried. */
    readonly publishers: readonly PostmortemPublisher[];
    /** Where the workspace is, `https://acme.slack.com/`; null: not known. */
    readonly workspace: () => Promise<string | null>;
    /** Emojis by which people put a message on the timeline. */
    readonly emojis: readonly string[];
    /** IANA zone of the team. */
    readonly zone: string;
  };

/** The draft that is being written, of which incident. */
export type Writing = { readonly id: IncidentId; readonly wanted: Export };

/** Somebody stopped it, or another process brought it to its end. */
export class ExportOver extends Error {}

/** The name of a checkpoint among the side notes. */
export function noteOf({ wanted }: Writing, what: string): string {
  return `postmortem-${wanted.export}/${what}`;
}

/** Under which id a draft is kept with its incident. */
export function draftKey(number: number, format: DraftFormat): string {
  return `postmortem-${number}-${format}`;
}

/** Under which id the Markdown is kept as it was made, before what people wrote was brought into it. */
export function aloneKey(number: number): string {
  return `${draftKey(number, 'md')}-alone`;
}
