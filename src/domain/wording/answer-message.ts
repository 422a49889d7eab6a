import type { Document, Line, Part } from '../document.ts';
import type { Incident } from '../incident.ts';
import type { Notice, NoticeBody } from '../notice.ts';
import { oneLine } from '../one-line.ts';
import { headline } from './headline.ts';
import { noticeSaying } from './notice-saying.ts';

/** A phone shows about so many lines at once; the whole is in the file. */
const LINES_SHOWN = 24;

/** An answer of the cluster as a message. `text` is what is kept of it; null: the summary is all, or it is lost. */
export function answerMessage(
  incident: Incident,
  notice: Notice & { readonly body: Extract<NoticeBody, { kind: 'answer' }> },
  text: string | null,
): Document {
  const { body } = notice;
  const { line } = noticeSaying(notice, incident);
  const parts: Part[] = [{ kind: 'text', lines: [line] }];
  if (text !== null) {
    const { fileName, keep } = body;
    parts.push({ kind: 'preformatted', text, fileName, keep, most: LINES_SHOWN });
  } else if (body.evidence !== null) {
    parts.push({ kind: 'context', lines: [['The text of this answer is no longer kept.']] });
  }
  if (body.lookNext.length > 0) parts.push({ kind: 'context', lines: lookNextLines(body.lookNext) });
  return { push: [`${headline(incident)}: ${oneLine(body.summary, 300)}`], parts };
}

/** Lines to type next, each as code so that it can be copied. */
export function lookNextLines(lines: readonly string[]): readonly Line[] {
  return lines.slice(0, 3).map((line) => ['Next: ', { kind: 'code', text: oneLine(line, 200) }]);
}
