import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Watch } from '../../domain/investigation.ts';
import type { Step } from '../../domain/step.ts';
import { answerKept } from '../../domain/watch-seen.ts';
import { type WatchSeen, watchMessage } from '../../domain/wording/watch-message.ts';
import { watchEnd } from '../../domain/wording/watch-words.ts';
import type { StepDeps } from './step-deps.ts';

/** The message of a watch keeps what was seen last and says that it ended. Without a message there is nothing to say. */
export async function closeWatch(
  deps: Pick<StepDeps, 'chat' | 'evidence' | 'sideNotes'>,
  incident: Incident,
  { key, watch }: Extract<Step, { kind: 'close-watch' }>,
): Promise<readonly FactBody[]> {
  const posted = incident.steps[`post-watch:${watch.watch}`];
  if (posted?.state !== 'done' || posted.ref === null || watch.ended === null)
    return [{ kind: 'step.skipped', step: key, reason: 'no-message' }];
  const document = watchMessage(watch, await lastSeen(deps, incident, watch), watchEnd[watch.ended]);
  await deps.chat.update(posted.ref, document, 'progress');
  return [{ kind: 'step.done', step: key, ref: null }];
}

async function lastSeen(
  { evidence, sideNotes }: Pick<StepDeps, 'evidence' | 'sideNotes'>,
  { id }: Incident,
  { watch }: Watch,
): Promise<WatchSeen | null> {
  const kept = await evidence.read(id, `seen-${watch}`);
  const shown = await sideNotes.shown(id, `look-${watch}`);
  return kept === null || shown === null ? null : { answer: answerKept(kept), at: shown.at };
}
