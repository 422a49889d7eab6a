import { PHONE } from './cluster/phone-table.ts';

/** An image by its last part, a machine by the first part of its name: what tells one from the other. */
const IMAGE = /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)*\/([\w.-]+[:@][\w.:-]+)$/;
const HOST = /^([a-z0-9-]+)(?:\.[a-z0-9-]+){2,}$/;

/**
 * A table of evidence for a message. One that is too wide for a phone becomes a paragraph for each row: the first cell,
 * and below it the others with their heads; long names are shortened, the whole ones are in the report. Any other text
 * stays as it is.
 */
export function phoneEvidence(text: string): string {
  const lines = text.split('\n');
  if (lines.every(({ length }) => length <= PHONE)) return text;
  const [head = '', ...rest] = lines;
  const more = /^and \d+ more$/.test(rest.at(-1) ?? '') ? rest.pop() : undefined;
  const starts = [...head.matchAll(/(?:^|(?<= {2}))\S/g)].map(({ index }) => index);
  if (starts.length < 2) return text;
  const cells = (line: string): readonly string[] =>
    starts.map((start, column) => shortened(line.slice(start, starts[column + 1]).trim()));
  const [, ...heads] = cells(head);
  const rows = rest.map((line) => paragraph(cells(line), heads));
  return [...rows, ...(more === undefined ? [] : [more])].join('\n');
}

/** As many cells on a line as fit. */
function paragraph([first = '', ...others]: readonly string[], heads: readonly string[]): string {
  const lines = [first];
  others.forEach((cell, column) => {
    if (cell === '') return;
    const said = `${heads[column] ?? ''} ${cell}`;
    const last = lines.at(-1) ?? '';
    if (lines.length > 1 && last.length + said.length + 2 <= PHONE)
      lines[lines.length - 1] = `${last}, ${said}`;
    else lines.push(`  ${said}`);
  });
  return lines.join('\n');
}

function shortened(cell: string): string {
  return (IMAGE.exec(cell) ?? HOST.exec(cell))?.[1] ?? cell;
}
