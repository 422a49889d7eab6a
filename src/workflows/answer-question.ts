import { harmless } from '../domain/harmless.ts';
import type { Instant } from '../domain/instant.ts';
import { oneLine } from '../domain/one-line.ts';
import type { Answer } from '../domain/query/answer.ts';
import { byteLength, cutBytes } from '../domain/query/cut-bytes.ts';
import type { Question } from '../domain/query/query.ts';
import { failureWords } from '../domain/wording/cluster/failure-words.ts';
import type { Clock } from '../ports/clock.ts';
import { ClusterFailure } from '../ports/cluster-failure.ts';
import type { Clusters } from '../ports/cluster-reader.ts';
import { type Asked, answered } from './answer-asked.ts';
import { answerCanI } from './answer-can-i.ts';
import { answerChanges } from './answer-changes.ts';
import { answerDescribe } from './answer-describe.ts';
import { answerDrain } from './answer-drain.ts';
import { answerEvents } from './answer-events.ts';
import { answerGet } from './answer-get.ts';
import { answerImages } from './answer-images.ts';
import { answerLogs } from './answer-logs.ts';
import { answerRollout } from './answer-rollout.ts';
import { answerTop } from './answer-top.ts';

/** The whole of an answer is kept with the incident; more than this is for other tools. */
const LONGEST_TEXT = 1024 ** 2;

const LONGEST_SUMMARY = 600;

/**
 * Answers a question to a cluster, by `until` at the latest. Whatever goes wrong with the cluster becomes the sentence
 * that says which it was and what to do; nothing that the cluster said leaves without having been made harmless.
 */
export async function answerQuestion(
  deps: { readonly clusters: Clusters; readonly clock: Clock },
  question: Question,
  until: Instant,
): Promise<Answer> {
  const reader = deps.clusters.named(question.cluster);
  if (reader === null) {
    const summary = `The cluster ${question.cluster} is not in Keyturn’s configuration any more.`;
    return answered({ outcome: 'failed', summary });
  }
  try {
    return presentable(await answerTo({ reader, question, now: deps.clock.now(), until }));
  } catch (failure) {
    if (!(failure instanceof ClusterFailure)) throw failure;
    const { summary, text } = failureWords(question.cluster, failure);
    return presentable(answered({ outcome: 'failed', summary, text, fileName: 'missing-rule.txt' }));
  }
}

function answerTo(asked: Asked): Promise<Answer> {
  const { query } = asked.question;
  switch (query.kind) {
    case 'get':
      return answerGet({ ...asked, query });
    case 'describe':
      return answerDescribe({ ...asked, query });
    case 'logs':
      return answerLogs({ ...asked, query });
    case 'events':
      return answerEvents({ ...asked, query });
    case 'top':
      return answerTop({ ...asked, query });
    case 'drain':
      return answerDrain({ ...asked, query });
    case 'rollout':
      return answerRollout({ ...asked, query });
    case 'changes':
      return answerChanges({ ...asked, query });
    case 'images':
      return answerImages({ ...asked, query });
    case 'can-i':
      return answerCanI({ ...asked, query });
  }
}

/** One line for the summary; the text without anything that could do harm, and not longer than what is kept. */
function presentable(answer: Answer): Answer {
  const { summary, text, lookNext, essence } = answer;
  return {
    ...answer,
    summary: oneLine(harmless(summary), LONGEST_SUMMARY),
    text: text === null ? null : bounded(harmless(text), answer.keep),
    lookNext: lookNext.map((each) => oneLine(harmless(each), 300)),
    ...(essence ? { essence: essence.map((each) => oneLine(harmless(each), 500)) } : {}),
  };
}

function bounded(text: string, keep: 'first' | 'last'): string {
  if (byteLength(text) <= LONGEST_TEXT) return text;
  const note = '(cut: there is more than 1 MiB)';
  const room = LONGEST_TEXT - note.length - 1;
  return keep === 'first'
    ? `${cutBytes(text, room, keep)}\n${note}`
    : `${note}\n${cutBytes(text, room, keep)}`;
}
