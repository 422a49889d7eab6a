import { textDigest } from '../../text-digest.ts';

/**
 * What stands between two marks. `section`: generated, a later export writes it anew. `people`: theirs, a later export
 * leaves it as soon as they changed it.
 */
export type PartKind = 'section' | 'people';

/** A part of the document with its marks, as lines. In: its body without line breaks around it. */
export function markedPart(kind: PartKind, name: string, body: string): string {
  const digest = bodyDigest(body.split('\n'));
  return `<!-- keyturn:${kind} ${name} begin digest=${digest} -->\n${body}\n<!-- keyturn:${kind} ${name} end -->`;
}

/** What counts of a line. Editors align tables and take blanks away, and nobody wrote anything by that. */
export function lineEssence(line: string): string {
  return line.trim().replace(/\s+/g, ' ').replace(/-{3,}/g, '---');
}

/** By this it is known later whether people changed the text between two marks. Blank lines do not count. */
export function bodyDigest(lines: readonly string[]): string {
  return textDigest(
    lines
      .map(lineEssence)
      .filter((line) => line !== '')
      .join('\n'),
  );
}
