import type { ActionSituation, Parameters } from '../../domain/action/action.ts';
import { situationNote } from '../../domain/action/situation-note.ts';
import type { IncidentId } from '../../domain/fact.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';

type Deps = { readonly evidence: EvidenceStore };

/**
 * Notes what a change was planned from, redacted and bounded, before it is sent: whoever looks afterwards, after a
 * crash too, compares with it. Throws Unavailable.
 */
export async function keepNote(
  { evidence }: Deps,
  id: IncidentId,
  { proposal }: Proposal,
  { situation, pinned }: { readonly situation: ActionSituation; readonly pinned: Parameters },
): Promise<void> {
  await evidence.keep(id, noteId(proposal), JSON.stringify(situationNote(situation, pinned)));
}

/** The note, or null: there is none. Throws Unavailable. */
export async function readNote(
  { evidence }: Deps,
  id: IncidentId,
  { proposal }: Proposal,
): Promise<JsonObject | null> {
  const text = await evidence.read(id, noteId(proposal));
  if (text === null) return null;
  const note: Json = JSON.parse(text);
  return isJsonObject(note) ? note : null;
}

function noteId(proposal: number): string {
  return `situation-${proposal}`;
}
