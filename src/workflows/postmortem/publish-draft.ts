import type { Incident } from '../../domain/incident.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../domain/instant.ts';
import { isOpen } from '../../domain/status.ts';
import { mergeDraft } from '../../domain/wording/postmortem/merge/merge-draft.ts';
import { ChannelLost, Misconfigured, RateLimited, Unavailable } from '../../ports/failures.ts';
import type { PostmortemPublisher, Publication } from '../../ports/postmortem-publisher.ts';
import { type PlaceNote, readPlaceNote, writePlaceNote } from './place-notes.ts';
import type { PostmortemDeps, Writing } from './postmortem-deps.ts';

/** What became of it at each place. */
export type Published = {
  readonly published: readonly { readonly to: string; readonly where: string }[];
  readonly failed: readonly { readonly to: string; readonly reason: string }[];
  /** Which places are tried again; none: it is over everywhere. */
  readonly waiting: readonly { readonly to: string; readonly reason: string; readonly at: Instant }[];
};

const FIRST_PAUSE = 5 * SECOND;
const LONGEST_PAUSE = 5 * MINUTE;

/** A place that has not taken it by then is given up. */
const PATIENCE = HOUR;

/**
 * `alone`: the Markdown before what people wrote was brought into it; `before`: that of the draft before it. Null: there is
 * none.
 */
type Draft = {
  readonly incident: Incident;
  readonly files: Publication['files'];
  readonly alone: string | null;
  readonly before: string | null;
};

/**
 * Puts the draft into each place that has not got it, whatever becomes of the others. Each has its own tries, with growing
 * pauses, for an hour. Throws Unavailable when the store is away.
 */
export async function publishDraft(deps: PostmortemDeps, writing: Writing, draft: Draft): Promise<Published> {
  const notes: { readonly to: string; readonly note: PlaceNote }[] = [];
  for (const publisher of deps.publishers)
    notes.push({ to: publisher.name, note: await publishOnce(deps, writing, { ...draft, publisher }) });
  return {
    published: notes.flatMap(({ to, note }) => (note.kind === 'there' ? [{ to, where: note.where }] : [])),
    failed: notes.flatMap(({ to, note }) => (note.kind === 'failed' ? [{ to, reason: note.reason }] : [])),
    waiting: notes.flatMap(({ to, note }) =>
      note.kind === 'waits' ? [{ to, reason: note.reason, at: note.at }] : [],
    ),
  };
}

type ToOnePlace = Draft & { readonly publisher: PostmortemPublisher };

async function publishOnce(deps: PostmortemDeps, writing: Writing, draft: ToOnePlace): Promise<PlaceNote> {
  const which = { id: writing.id, export: writing.wanted.export, place: draft.publisher.name };
  const before = await readPlaceNote(deps.sideNotes, which);
  const now = deps.clock.now();
  if (before !== null && (before.kind !== 'waits' || now < before.at)) return before;
  const tries = (before?.tries ?? 0) + 1;
  const note = await attempt(deps, writing, { ...draft, tries });
  await writePlaceNote(deps.sideNotes, which, note, now);
  return note;
}

async function attempt(
  deps: PostmortemDeps,
  writing: Writing,
  draft: ToOnePlace & { readonly tries: number },
): Promise<PlaceNote> {
  const { id, wanted } = writing;
  const { incident, publisher } = draft;
  const mayExist = await deps.sideNotes.beginStep(id, `postmortem-${wanted.export}/${publisher.name}`);
  const channel = incident.channel?.id ?? null;
  try {
    const files = await withWhatStandsThere(id, draft);
    const where = await publisher.publish({
      ...{ incident: id, export: wanted.export, channel, files, mayExist },
    });
    return { kind: 'there', where };
  } catch (error) {
    return failedAttempt(deps, writing, draft, error);
  }
}

/** What people wrote since the draft was made, as while a place was away, is theirs as well. */
async function withWhatStandsThere(
  id: string,
  { publisher, files, alone, before }: ToOnePlace,
): Promise<Publication['files']> {
  const standing = alone === null ? null : await publisher.earlier(id);
  if (standing === null || alone === null) return files;
  const { text } = mergeDraft(standing, alone, before);
  return files.map((file) => (file.format === 'md' ? { ...file, text } : file));
}

/** An error that nobody foresaw is one of this place, too: the others must have the draft all the same. */
function failedAttempt(
  { clock, logger }: Pick<PostmortemDeps, 'clock' | 'logger'>,
  { id, wanted }: Writing,
  { incident, publisher, tries }: ToOnePlace & { readonly tries: number },
  error: unknown,
): PlaceNote {
  const now = clock.now();
  const isKnown = [Unavailable, Misconfigured, ChannelLost].some((kind) => error instanceof kind);
  const reason = isKnown ? (error as Misconfigured).reason : 'unexpected-error';
  // What is open gets its channel back, or another one.
  const isForGood =
    error instanceof Misconfigured || (error instanceof ChannelLost && !isOpen(incident.status));
  const fields = { incident: id, to: publisher.name, tries, error };
  if (isForGood || now >= wanted.askedAt + PATIENCE) {
    logger.warn(fields, 'a draft could not be published');
    return { kind: 'failed', reason };
  }
  if (error instanceof RateLimited)
    return { kind: 'waits', reason, tries, at: Math.max(error.retryAt, now + SECOND) };
  logger[isKnown ? 'info' : 'error'](fields, 'a draft is to be published again');
  return { kind: 'waits', reason, tries, at: now + Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE) };
}
