import type { Answer } from './query/answer.ts';

/** What the message of a watch shows of an answer. */
export type SeenAnswer = Pick<Answer, 'summary' | 'text' | 'fileName' | 'keep'>;

/** An answer as a text to keep beside the log, so that the message can be written once more when the watch is over. */
export function keptAnswer({ summary, text, fileName, keep }: SeenAnswer): string {
  return [summary, fileName, keep, ...(text === null ? [] : [text])].join('\n');
}

/** The answer of such a text. */
export function answerKept(kept: string): SeenAnswer {
  const [summary = '', fileName = '', keep, ...text] = kept.split('\n');
  return {
    summary,
    fileName,
    keep: keep === 'last' ? 'last' : 'first',
    text: text.length === 0 ? null : text.join('\n'),
  };
}
