import type { ActionSituation, Parameters } from '../../domain/action/action.ts';
import { situationNote } from '../../domain/action/situation-note.ts';
import type { IncidentId } from '../../domain/fact.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import type { Proposal } from '../../domain/proposal/proposal.ts';
import type { Digests } from '../../ports/digests.ts';
import type { EvidenceStore } from '../../ports/evidence-store.ts';

type Deps = { readonly evidence: EvidenceStore; readonly digests: Digests };

/** The digest of a text has this many characters, and stands before it. */
const DIGEST = 64;

/**
 * Notes what a change was planned from, redacted and bounded, before it is sent: whoever looks afterwards, after a
 * crash too, compares with it. With a keyed digest, because the note decides what is told of the outcome and stands in
 * no fact. Throws Unavailable.
 */
export async function keepNote(
  { evidence, digests }: Deps,
  id: IncidentId,
  { proposal }: Proposal,
  { situation, pinned }: { readonly situation: ActionSituation; readonly pinned: Parameters },
): Promise<void> {
  const text = JSON.stringify(situationNote(situation, pinned));
  await evidence.keep(id, noteId(proposal), digestOf(digests, id, proposal, text) + text);
}

/** The note as it was kept; null: there is none, or somebody changed it. Throws Unavailable. */
export async function readNote(
  { evidence, digests }: Deps,
  id: IncidentId,
  { proposal }: Proposal,
): Promise<JsonObject | null> {
  const kept = await evidence.read(id, noteId(proposal));
  const text = kept?.slice(DIGEST);
  if (!kept || !text || digestOf(digests, id, proposal, text) !== kept.slice(0, DIGEST)) return null;
  const note: Json = JSON.parse(text);
  return isJsonObject(note) ? note : null;
}

function digestOf({ keyed }: Digests, id: IncidentId, proposal: number, text: string): string {
  return keyed('situation-note', `${id}/${proposal}\n${text}`);
}

function noteId(proposal: number): string {
  return `situation-${proposal}`;
}
