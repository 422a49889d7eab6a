import type { IncidentId } from '../domain/fact.ts';
import { MINUTE, SECOND } from '../domain/instant.ts';
import type { PendingQuery } from '../domain/investigation.ts';
import type { Answer } from '../domain/query/answer.ts';
import { byteLength } from '../domain/query/cut-bytes.ts';
import type { Clock } from '../ports/clock.ts';
import type { Clusters } from '../ports/cluster-reader.ts';
import type { EvidenceStore } from '../ports/evidence-store.ts';
import type { IncidentLog } from '../ports/incident-log.ts';
import type { Jobs } from '../ports/jobs.ts';
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
};

/**
 * Answers one question that a person asked: asks the cluster, keeps the answer, and appends that it is there; the
 * incident then says it in its channel. Asked twice it answers once. Throws Unavailable when the store is away; then
 * the question stays, and the sweep brings it again.
 */
export async function answerQuery(deps: AnswerQueryDeps, id: IncidentId, query: number): Promise<void> {
  const loaded = await deps.log.load(id);
  const pending = loaded?.incident.investigation.queries.find((each) => each.query === query);
  if (!pending) return;
  const answer = await answerInTime(deps, pending);
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

async function answerInTime(deps: AnswerQueryDeps, pending: PendingQuery): Promise<Answer> {
  const now = deps.clock.now();
  if (now > pending.askedAt + TOO_LATE) return tooLate;
  return answerQuestion(deps, pending.question, now + DEADLINE);
}

const tooLate: Answer = {
  outcome: 'failed',
  summary: 'Keyturn was not running when this was asked, and now it is too old to answer. Ask again.',
  text: null,
  fileName: '',
  lookNext: [],
  keep: 'first',
};
