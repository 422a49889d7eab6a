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

/**
 * By this it is known later whether people changed the text between two marks. Blank lines and blanks at the ends of
 * lines do not count: editors add and remove them.
 */
export function bodyDigest(lines: readonly string[]): string {
  return textDigest(
    lines
      .map((line) => line.trimEnd())
      .filter((line) => line !== '')
      .join('\n'),
  );
}
