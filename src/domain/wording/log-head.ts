import type { Document } from '../document.ts';
import type { Incident } from '../incident.ts';

/** As much of a head as is shown: enough that no other fits by chance. */
const SHOWN = 16;

/**
 * Notes the head of the log in a message, so that it stands outside the log as well: nobody can cut or rewrite what
 * came before without being found out.
 */
export function withHead(document: Document, incident: Incident, head: string): Document {
  const shown = head.slice(0, SHOWN);
  const words = `The log has ${incident.version} facts, head ${shown}. `;
  const check = { kind: 'code', text: `keyturn verify ${incident.id} --head ${shown}` } as const;
  return { ...document, parts: [...document.parts, { kind: 'context', lines: [[words, check]] }] };
}
