import { canonicalJson } from '../../canonical-json.ts';
import type { Postmortem } from '../../postmortem/postmortem.ts';

/** Marks that turn the direction of what follows: in a viewer they would show one thing and mean another. */
const BIDI = /[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * The draft as JSON: keys in the order of their code units, two blanks of indent, so that two drafts can be compared line
 * by line. The schema is described in docs/postmortem.md. The same postmortem gives the same bytes.
 */
export function postmortemJson(postmortem: Postmortem): string {
  const sorted: unknown = JSON.parse(canonicalJson(postmortem));
  const text = JSON.stringify(sorted, null, 2);
  return `${text.replace(BIDI, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
