import type { Document, Line, Part } from '../document.ts';
import type { Incident } from '../incident.ts';
import type { Notice } from '../notice.ts';
import { oneLine } from '../one-line.ts';
import { headline } from './headline.ts';
import { noticeSaying } from './notice-saying.ts';

/**
 * A message of its own in the channel, for what an edited card would not tell anybody. The push text starts with what
 * is broken and where, so that it stands alone; in the channel the sentence is enough.
 */
export function noticeDocument(notice: Notice, incident: Incident): Document {
  const said = noticeSaying(notice, incident);
  const parts: Part[] = [{ kind: 'text', lines: [said.line] }];
  if (said.quote) parts.push({ kind: 'quote', text: said.quote });
  if (said.buttons?.length) parts.push({ kind: 'buttons', buttons: said.buttons });
  const quoted: Line = said.quote ? [` ${oneLine(said.quote, 150)}`] : [];
  return { push: [`${headline(incident)}: `, ...said.line, ...quoted], parts };
}
