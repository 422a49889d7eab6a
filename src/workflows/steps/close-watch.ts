import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Step } from '../../domain/step.ts';
import { watchMessage } from '../../domain/wording/watch-message.ts';
import { watchEnd } from '../../domain/wording/watch-words.ts';
import type { StepDeps } from './step-deps.ts';

/** The message of a watch says that it ended. Without a message there is nothing to say. */
export async function closeWatch(
  { chat }: Pick<StepDeps, 'chat'>,
  incident: Incident,
  { key, watch }: Extract<Step, { kind: 'close-watch' }>,
): Promise<readonly FactBody[]> {
  const posted = incident.steps[`post-watch:${watch.watch}`];
  if (posted?.state !== 'done' || posted.ref === null || watch.ended === null)
    return [{ kind: 'step.skipped', step: key, reason: 'no-message' }];
  await chat.update(posted.ref, watchMessage(watch, null, watchEnd[watch.ended]), 'progress');
  return [{ kind: 'step.done', step: key, ref: null }];
}
