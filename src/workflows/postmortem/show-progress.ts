import type { Incident } from '../../domain/incident.ts';
import { SECOND } from '../../domain/instant.ts';
import { type ExportStage, exportMessage } from '../../domain/wording/export-message.ts';
import { ChannelLost, Misconfigured, Unavailable } from '../../ports/failures.ts';
import { noteOf, type PostmortemDeps, type Writing } from './postmortem-deps.ts';

/** Edits share a budget with what is more urgent. */
const PAUSE = 10 * SECOND;

/** Edits the message of a draft that is being written, at most every ten seconds. An edit that Slack does not take is left out. */
export async function showProgress(
  deps: Pick<PostmortemDeps, 'chat' | 'sideNotes' | 'clock' | 'logger'>,
  writing: Writing,
  incident: Incident,
  stage: ExportStage,
): Promise<void> {
  const posted = incident.steps[`post-export:${writing.wanted.export}`];
  if (posted?.state !== 'done' || posted.ref === null) return;
  const at = deps.clock.now();
  const note = noteOf(writing, 'progress');
  const last = await deps.sideNotes.shown(writing.id, note);
  if (last !== null && at < last.at + PAUSE) return;
  await deps.sideNotes.setShown(writing.id, note, { digest: '', at });
  try {
    await deps.chat.update(posted.ref, exportMessage(writing.id, writing.wanted, stage), 'progress');
  } catch (error) {
    const expected = [Unavailable, Misconfigured, ChannelLost].some((kind) => error instanceof kind);
    if (!expected) throw error;
    deps.logger.warn({ incident: writing.id, error }, 'how far a draft is could not be shown');
  }
}
