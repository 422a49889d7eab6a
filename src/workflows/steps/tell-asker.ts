import type { FactBody } from '../../domain/fact.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Step } from '../../domain/step.ts';
import { noticeDocument } from '../../domain/wording/notice.ts';
import type { StepDeps } from './step-deps.ts';

/**
 * Tells the person who wanted a draft that it is there, by direct message; of one that nobody asked for, the person who
 * ended the incident. Without a person the announcement alone says it.
 */
export async function tellAsker(
  { chat }: Pick<StepDeps, 'chat'>,
  incident: Incident,
  { key, notice }: Extract<Step, { kind: 'tell-asker' }>,
  again: boolean,
): Promise<readonly FactBody[]> {
  const person = [notice.by, incident.endedBy].find((actor) => actor?.kind === 'person');
  if (person?.kind !== 'person') return [{ kind: 'step.skipped', step: key, reason: 'nobody-to-tell' }];
  const ref = await chat.post({
    to: { user: person.user },
    ...{ incident: incident.id, step: key, lane: 'status', document: noticeDocument(notice, incident) },
    mayExist: again,
  });
  return [{ kind: 'step.done', step: key, ref }];
}
