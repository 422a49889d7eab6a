import { exportDeadline, exportsOf } from '../../domain/postmortem/export.ts';
import { mergeDraft } from '../../domain/wording/postmortem/merge/merge-draft.ts';
import { ChannelLost, Misconfigured, Unavailable } from '../../ports/failures.ts';
import type { Loaded } from '../../ports/incident-log.ts';
import { draftKey, type PostmortemDeps, type Writing } from './postmortem-deps.ts';

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
  return older === null ? { text, conflicts: [] } : mergeDraft(older, text);
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
