import type { Document, Line } from '../domain/document.ts';
import { type Refusal, sentenceOf } from '../domain/refusal.ts';
import type { Result } from '../domain/result.ts';
import type { Reply } from './door.ts';

/** A sentence as a document. */
export function sentence(line: Line): Document {
  return { push: line, parts: [{ kind: 'text', lines: [line] }] };
}

/** Answers with a sentence that only the asker sees. */
export function say(line: Line): Reply {
  return { kind: 'say', document: sentence(line) };
}

/** Answers with a document that only the asker sees. */
export function show(document: Document): Reply {
  return { kind: 'say', document };
}

/** Why not, and what to do: plain text, so nothing in it can ping or link. */
function refusalDocument(refusal: Refusal): Document {
  return sentence([sentenceOf(refusal)]);
}

/** The reply, or the refusal in words. */
export function replyOf(result: Result<Reply>): Reply {
  return result.ok ? result.value : show(refusalDocument(result.refusal));
}
