import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import { exportsOf, usualFormats } from '../../domain/postmortem/export.ts';
import type { Step } from '../../domain/step.ts';
import type { StepDeps } from './step-deps.ts';

/** A resolution asks for a draft of the postmortem, where the configuration wants that. */
export async function askPostmortem(
  { draftOnResolve }: Pick<StepDeps, 'draftOnResolve'>,
  incident: Incident,
  { key }: Extract<Step, { kind: 'ask-postmortem' }>,
): Promise<readonly FactBody[]> {
  const done: FactBody = { kind: 'step.done', step: key, ref: null };
  if (!draftOnResolve) return [done];
  const number = exportsOf(incident).last + 1;
  const asked = { export: number, why: 'resolved', formats: usualFormats, full: false } as const;
  return [{ kind: 'postmortem.asked', ...asked }, done];
}
