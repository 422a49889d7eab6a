import type { IncidentId } from '../domain/fact.ts';
import { MINUTE, SECOND } from '../domain/instant.ts';
import type { PendingQuery } from '../domain/investigation.ts';
import type { Answer } from '../domain/query/answer.ts';
import { byteLength } from '../domain/query/cut-bytes.ts';
import type { Clock } from '../ports/clock.ts';
import type { Clusters } from '../ports/cluster-reader.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import { Unavailable } from '../ports/failures.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import type { Jobs } from '../ports/jobs.ts';
import type { Log } from '../ports/log.ts';
import { answerQuestion } from './answer-question.ts';
import { appendToIncident } from './append-to-incident.ts';

/** How long the cluster has for one question. */
const DEADLINE = 20 * SECOND;

/** Who asked has moved on; an answer this late would only confuse. */
const TOO_LATE = 10 * MINUTE;

export type AnswerQueryDeps = {
  readonly log: IncidentLog;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly clusters: Clusters;
  readonly evidence: EvidenceStore;
  readonly logger: Log;
};

/**
 * Answers one question that a person asked: asks the cluster, keeps the answer, and appends that it is there; the
 * incident then says it in its channel. Asked twice it answers once. Throws Unavailable when the store is away; then
 * the question stays, and the sweep brings it again.
 */
export async function answerQuery(deps: AnswerQueryDeps, id: IncidentId, query: number): Promise<void> {
  const pending = await pendingQuery(deps, id, query);
  if (!pending) return;
  const answer = await answerInTime(deps, pending);
  // Another process answered while this one stood still: what that one kept is sealed, and stays as it is.
  if (!(await pendingQuery(deps, id, query))) return;
  const evidence = answer.text === null ? null : `answer-${query}`;
  const digest = evidence === null ? null : await deps.evidence.keep(id, evidence, answer.text ?? '');
  await appendToIncident(deps, id, ({ investigation }) => {
    if (!investigation.queries.some((each) => each.query === query)) return [];
    const bytes = byteLength(answer.text ?? '');
    const { outcome, summary, fileName, lookNext, keep } = answer;
    return [
      { kind: 'query.answered', query, outcome, summary, evidence, digest, bytes, fileName, lookNext, keep },
    ];
  });
}

async function pendingQuery(
  { log }: Pick<AnswerQueryDeps, 'log'>,
  id: IncidentId,
  query: number,
): Promise<PendingQuery | undefined> {
  const loaded = await log.load(id);
  return loaded?.incident.investigation.queries.find((each) => each.query === query);
}

async function answerInTime(deps: AnswerQueryDeps, pending: PendingQuery): Promise<Answer> {
  const now = deps.clock.now();
  if (now > pending.askedAt + TOO_LATE) return tooLate;
  try {
    return await answerQuestion(deps, pending.question, now + DEADLINE);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    // Asked again it would fail again: whoever asked is told at once.
    deps.logger.error({ query: pending.query, error }, 'a question could not be answered');
    return brokenAnswer;
  }
}

const brokenAnswer: Answer = {
  outcome: 'failed',
  summary: 'Keyturn itself failed while it answered. Its log says why; please tell whoever runs it.',
  text: null,
  fileName: '',
  lookNext: [],
  keep: 'first',
};

const tooLate: Answer = {
  outcome: 'failed',
  summary: 'Keyturn was not running when this was asked, and now it is too old to answer. Ask again.',
  text: null,
  fileName: '',
  lookNext: [],
  keep: 'first',
};
