import { folded } from './folded.ts';

/** A part of a description: a title, and lines below it. A part without lines is not shown. */
export type Section = { readonly title: string | null; readonly lines: readonly string[] };

/** Parts below each other, titles in capitals, lines under a title set in. Each line stays one line. */
export function sectionsText(sections: readonly Section[]): string {
  return sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => ({ title, lines: lines.map(folded) }))
    .map(({ title, lines }) =>
      title === null
        ? lines.join('\n')
        : [title.toUpperCase(), ...lines.map((line) => (line === '' ? '' : `  ${line}`))].join('\n'),
    )
    .join('\n\n');
}

/** A line about something, or none where nothing is known. */
export function line(label: string, value: string | null | undefined): readonly string[] {
  return value === null || value === undefined || value === '' ? [] : [`${label}: ${value}`];
}
