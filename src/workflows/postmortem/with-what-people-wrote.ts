import type { Incident } from '../../domain/incident.ts';
import { exportDeadline, exportsOf } from '../../domain/postmortem/export.ts';
import { mergeDraft } from '../../domain/wording/postmortem/merge/merge-draft.ts';
import { ChannelLost, Misconfigured, Unavailable } from '../../ports/failures.ts';
import type { Loaded } from '../../ports/incident-log.ts';
import { aloneKey, draftKey, type PostmortemDeps, type Writing } from './postmortem-deps.ts';

/**
 * The Markdown with what people wrote into the draft before, where that stands or as it was kept. Throws RateLimited and
 * Unavailable as long as there is time to try again.
 */
export async function withWhatPeopleWrote(
  deps: Pick<PostmortemDeps, 'publishers' | 'evidence' | 'logger' | 'clock'>,
  writing: Writing,
  { incident }: Loaded,
  text: string,
): Promise<ReturnType<typeof mergeDraft>> {
  const { draft } = exportsOf(incident);
  const kept = draft === null ? null : await deps.evidence.read(writing.id, draftKey(draft.export, 'md'));
  const older = (await standing(deps, writing)) ?? kept;
  if (older === null) return { text, conflicts: [] };
  return mergeDraft(older, text, await generatedBefore(deps, writing, incident));
}

/**
 * The Markdown of the last draft as it was generated, before what people wrote was brought into it: what is theirs in the
 * one that stands is seen from it. Null: none was kept. Throws Unavailable.
 */
export async function generatedBefore(
  { evidence }: Pick<PostmortemDeps, 'evidence'>,
  { id }: Writing,
  incident: Incident,
): Promise<string | null> {
  // A draft of other forms has no Markdown; the one that stands is then of a draft before it.
  for (let number = exportsOf(incident).draft?.export ?? 0; number > 0; number--) {
    const text = await evidence.read(id, aloneKey(number));
    if (text !== null) return text;
  }
  return null;
}

async function standing(
  { publishers, logger, clock }: Pick<PostmortemDeps, 'publishers' | 'logger' | 'clock'>,
  { id, wanted }: Writing,
): Promise<string | null> {
  for (const publisher of publishers) {
    try {
      const text = await publisher.earlier(id);
      if (text !== null) return text;
    } catch (error) {
      const isLate = clock.now() >= exportDeadline(wanted);
      const goesOn =
        error instanceof Misconfigured ||
        error instanceof ChannelLost ||
        (error instanceof Unavailable && isLate);
      if (!goesOn) throw error;
      // A place that can't be read takes no newer draft either, so nothing of theirs is written over.
      logger.warn({ incident: id, to: publisher.name, error }, 'an earlier draft could not be read back');
    }
  }
  return null;
}
