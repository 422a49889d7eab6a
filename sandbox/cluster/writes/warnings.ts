import type { Answer } from '../http/api-request.ts';

/** A `Warning` header for each of these texts. */
export const warningHeader = (texts: readonly string[]): { warning: string[] } => ({
  warning: texts.map((text) => `299 - "${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`),
});

/** The answer with these warnings. */
export const withWarnings = (answer: Answer, texts: readonly string[]): Answer =>
  texts.length === 0 ? answer : { ...answer, headers: { ...answer.headers, ...warningHeader(texts) } };
