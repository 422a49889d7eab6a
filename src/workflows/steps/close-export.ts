import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Step } from '../../domain/step.ts';
import { exportMessage } from '../../domain/wording/export-message.ts';
import { placesThatHave } from '../postmortem/place-notes.ts';
import type { StepDeps } from './step-deps.ts';

/** The message of a draft says how its writing ended. Without a message there is nothing to say. */
export async function closeExport(
  { chat, sideNotes }: Pick<StepDeps, 'chat' | 'sideNotes'>,
  incident: Incident,
  { key, export: ended }: Extract<Step, { kind: 'close-export' }>,
): Promise<readonly FactBody[]> {
  const posted = incident.steps[`post-export:${ended.export}`];
  if (posted?.state !== 'done' || posted.ref === null)
    return [{ kind: 'step.skipped', step: key, reason: 'no-message' }];
  const left = await placesThatHave(sideNotes, { id: incident.id, export: ended.export });
  await chat.update(posted.ref, exportMessage(incident.id, ended, { kind: 'ended', left }), 'progress');
  return [{ kind: 'step.done', step: key, ref: null }];
}
