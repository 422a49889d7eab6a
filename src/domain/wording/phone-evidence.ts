import { PHONE } from './cluster/phone-table.ts';

/** An image by its last part, a machine by the first part of its name: what tells one from the other. */
const IMAGE = /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)*\/([\w.-]+[:@][\w.:-]+)$/;
const HOST = /^([a-z0-9-]+)(?:\.[a-z0-9-]+){2,}$/;

/** A phone shows three findings only when none of them is long. */
const MOST_LINES = 12;

/**
 * A table of evidence for a message. One that is too wide for a phone becomes a paragraph for each row: the first cell,
 * and below it the others with their heads; long names are shortened. As many rows as fit a glance, the others are
 * counted: the report has all of it. A text without columns only loses its end.
 */
export function phoneEvidence(text: string): string {
  const lines = text.split('\n');
  const [head = '', ...rest] = lines;
  const left = Number(/^and (\d+) more$/.exec(rest.at(-1) ?? '')?.[1] ?? 0);
  if (left > 0) rest.pop();
  const starts = [...head.matchAll(/(?:^|(?<= {2}))\S/g)].map(({ index }) => index);
  if (starts.length < 2 || lines.every(({ length }) => length <= PHONE)) return glance([head], rest, left);
  const cells = (line: string): readonly string[] =>
    starts.map((start, column) => shortened(line.slice(start, starts[column + 1]).trim()));
  const [, ...heads] = cells(head);
  return glance(
    [],
    rest.map((line) => paragraph(cells(line), heads)),
    left,
  );
}

/** The rows that fit below what stands above them, and how many there are besides. */
function glance(above: readonly string[], rows: readonly string[], left: number): string {
  let room = MOST_LINES - above.length;
  const shown = rows.filter((row, index) => {
    room -= row.split('\n').length;
    // The last place is for the count, unless nothing is to be counted.
    return room >= (index === rows.length - 1 && left === 0 ? 0 : 1);
  });
  const more = rows.length - shown.length + left;
  return [...above, ...shown, ...(more === 0 ? [] : [`and ${more} more`])].join('\n');
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
