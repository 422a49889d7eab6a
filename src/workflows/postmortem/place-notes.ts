import type { IncidentId } from '../../domain/fact.ts';
import type { Instant } from '../../domain/instant.ts';
import { type DraftPlace, draftPlaces } from '../../domain/postmortem/export.ts';
import type { SideNotes } from '../../ports/side-notes.ts';

/** What became of a draft at a place. `waits`: it was tried so often, and is tried again `at`. */
export type PlaceNote =
  | { readonly kind: 'there'; readonly where: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'waits'; readonly reason: string; readonly tries: number; readonly at: Instant };

/** Which draft of which incident, at which place. */
type Which = { readonly id: IncidentId; readonly export: number; readonly place: DraftPlace };

/** What is noted of a place; null: it was not tried yet. Throws Unavailable. */
export async function readPlaceNote(
  sideNotes: Pick<SideNotes, 'shown'>,
  { id, export: number, place }: Which,
): Promise<PlaceNote | null> {
  const noted = await sideNotes.shown(id, key(number, place));
  const [, kind, text = ''] = /^(there|failed|waits) (.*)$/s.exec(noted?.digest ?? '') ?? [];
  if (noted === null || kind === undefined) return null;
  if (kind === 'there') return { kind, where: text };
  if (kind === 'failed') return { kind, reason: text };
  const [tries = '', ...reason] = text.split(' ');
  return { kind: 'waits', tries: Number(tries), reason: reason.join(' '), at: noted.at };
}

/** Notes what became of it, so that no later try does it again. Throws Unavailable. */
export async function writePlaceNote(
  sideNotes: Pick<SideNotes, 'setShown'>,
  { id, export: number, place }: Which,
  note: PlaceNote,
  now: Instant,
): Promise<void> {
  const at = note.kind === 'waits' ? note.at : now;
  await sideNotes.setShown(id, key(number, place), { digest: textOf(note), at });
}

/** Where a draft is already, whatever becomes of it elsewhere. Throws Unavailable. */
export async function placesThatHave(
  sideNotes: Pick<SideNotes, 'shown'>,
  which: Omit<Which, 'place'>,
): Promise<readonly string[]> {
  const there: string[] = [];
  for (const place of draftPlaces) {
    const note = await readPlaceNote(sideNotes, { ...which, place });
    if (note?.kind === 'there') there.push(note.where);
  }
  return there;
}

function key(number: number, place: DraftPlace): string {
  return `postmortem-${number}/to/${place}`;
}

function textOf(note: PlaceNote): string {
  if (note.kind === 'there') return `there ${note.where}`;
  return note.kind === 'failed' ? `failed ${note.reason}` : `waits ${note.tries} ${note.reason}`;
}
