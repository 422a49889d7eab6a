import type { Postmortem } from '../../postmortem/postmortem.ts';

/** Marks that turn the direction of what follows: in a viewer they would show one thing and mean another. */
const BIDI = /[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/**
 * The draft as JSON: keys in the order of their code units, two blanks of indent, so that two drafts can be compared line
 * by line. The schema is described in docs/postmortem.md. The same postmortem gives the same bytes.
 */
export function postmortemJson(postmortem: Postmortem): string {
  const text = JSON.stringify(postmortem, inOrder, 2);
  return `${text.replace(BIDI, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

/** One object at a time: a draft of thousands of messages is large, and a whole copy of it would be as large again. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new TypeError('a draft has no text for this number');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
