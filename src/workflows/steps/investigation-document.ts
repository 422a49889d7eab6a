import type { Document } from '../../domain/document.ts';
import type { Incident } from '../../domain/incident.ts';
import { answerMessage } from '../../domain/wording/answer-message.ts';
import { diagnosisMessage } from '../../domain/wording/diagnosis-message.ts';
import { watchMessage } from '../../domain/wording/watch-message.ts';
import type { Posting } from './post-step.ts';
import type { StepDeps } from './step-deps.ts';

/**
 * What the cluster answered, as a message: made of what is kept beside the log. Null for every other message. Throws
 * Unavailable.
 */
export async function investigationDocument(
  deps: Pick<StepDeps, 'log' | 'evidence' | 'gate'>,
  incident: Incident,
  step: Posting,
): Promise<Document | null> {
  if (step.kind === 'post-diagnosis') return diagnosisDocument(deps, incident, step.version);
  if (step.kind === 'post-watch') return watchMessage(step.watch, null);
  if (step.kind !== 'post-notice') return null;
  const { notice } = step;
  const { body } = notice;
  if (body.kind !== 'answer') return null;
  const text = body.evidence === null ? null : await deps.evidence.read(incident.id, body.evidence);
  return answerMessage(incident, { ...notice, body }, text);
}

async function diagnosisDocument(
  { log, evidence, gate }: Pick<StepDeps, 'log' | 'evidence' | 'gate'>,
  incident: Incident,
  version: number,
): Promise<Document> {
  const [fact] = await log.facts(incident.id, { from: version, to: version });
  if (fact?.body.kind !== 'diagnosis.completed') throw new Error('the log has no diagnosis where one was');
  const report = await evidence.read(incident.id, fact.body.evidence);
  return diagnosisMessage(incident, fact.body, report, gate);
}
